import Dockerfile

/// A tool that installs an application's dependencies: how it is called, which files tell it what to install, and where
/// it caches what it downloads.
package struct DependencyManager: Sendable, Hashable {
    /// Its name.
    package let name: String
    /// The commands that install: the program and its first operands.
    let commands: [[String]]
    /// Files of the build context that say what to install.
    package let manifests: [String]
    /// The directory of its cache, for `RUN --mount=type=cache,target=…`.
    package let cache: String
    /// An installation that needs no more than the manifests.
    let example: String

    /// The flag that leaves out the application itself, whose code is not there yet; nil where there is no need.
    package var withoutProject: String? { ["uv": "--no-install-project", "poetry": "--no-root"][name] }

    /// The known ones. Those that other names begin with come later.
    static let all: [DependencyManager] = [
        DependencyManager(
            name: "uv", commands: [["uv", "sync"], ["uv", "pip", "install"]],
            manifests: ["pyproject.toml", "uv.lock"], cache: "/root/.cache/uv",
            example: "uv sync --frozen --no-install-project"),
        DependencyManager(
            name: "poetry", commands: [["poetry", "install"]], manifests: ["pyproject.toml", "poetry.lock"],
            cache: "/root/.cache/pypoetry",
            example: "poetry install --no-root"),
        DependencyManager(
            name: "pipenv", commands: [["pipenv", "install"], ["pipenv", "sync"]],
            manifests: ["Pipfile", "Pipfile.lock"],
            cache: "/root/.cache/pipenv",
            example: "pipenv sync"),
        DependencyManager(
            name: "pip", commands: [["pip", "install"], ["pip3", "install"]], manifests: ["requirements.txt"],
            cache: "/root/.cache/pip",
            example: "pip install --no-cache-dir -r requirements.txt"),
        DependencyManager(
            name: "npm", commands: [["npm", "ci"], ["npm", "install"], ["npm", "i"]],
            manifests: ["package.json", "package-lock.json"], cache: "/root/.npm",
            example: "npm ci"),
        DependencyManager(
            name: "yarn", commands: [["yarn", "install"], ["yarn"]], manifests: ["package.json", "yarn.lock"],
            cache: "/usr/local/share/.cache/yarn",
            example: "yarn install --frozen-lockfile"),
        DependencyManager(
            name: "pnpm", commands: [["pnpm", "install"], ["pnpm", "i"]],
            manifests: ["package.json", "pnpm-lock.yaml"],
            cache: "/root/.local/share/pnpm/store",
            example: "pnpm install --frozen-lockfile"),
        DependencyManager(
            name: "bundle", commands: [["bundle", "install"]], manifests: ["Gemfile", "Gemfile.lock"],
            cache: "/usr/local/bundle/cache",
            example: "bundle install"),
        DependencyManager(
            name: "composer", commands: [["composer", "install"]], manifests: ["composer.json", "composer.lock"],
            cache: "/root/.composer/cache",
            example: "composer install --no-scripts --no-autoloader"),
        DependencyManager(
            name: "go", commands: [["go", "mod", "download"], ["go", "get"]], manifests: ["go.mod", "go.sum"],
            cache: "/go/pkg/mod",
            example: "go mod download"),
        DependencyManager(
            name: "cargo", commands: [["cargo", "fetch"]], manifests: ["Cargo.toml", "Cargo.lock"],
            cache: "/usr/local/cargo/registry",
            example: "cargo fetch --locked"),
        DependencyManager(
            name: "dotnet", commands: [["dotnet", "restore"]], manifests: ["*.csproj"], cache: "/root/.nuget/packages",
            example: "dotnet restore"),
    ]

    /// The manager that a command installs dependencies with; nil for all other commands.
    package static func installing(by command: ShellCommand) -> DependencyManager? {
        all.first { $0.subcommands(of: command) != nil }
    }

    /// How many operands of an installation say that it is one: `mod` and `download` are two; nil for all other commands.
    private func subcommands(of command: ShellCommand) -> Int? {
        let name = command.module.name
        let operands = arguments(of: command).operands.map(\.text)
        return commands.first { wanted in
            guard wanted.first == name, operands.starts(with: wanted.dropFirst()) else { return false }
            // `yarn build` installs nothing.
            return wanted.count > 1 || operands.isEmpty
        }.map { $0.count - 1 }
    }

    /// The files that a command says to install from, `-r requirements.txt`; the usual ones where it names none.
    package func manifests(of command: ShellCommand) -> [String] {
        guard name == "pip" || name == "uv" else { return manifests }
        let named = arguments(of: command).options.filter { ["-r", "--requirement"].contains($0.name) }
            .compactMap(\.value)
        return named.isEmpty && name == "pip" ? [] : named.isEmpty ? manifests : named
    }

    /// Whether a command needs files of the application, and not only names of packages: `pip install flask` needs
    /// none, nor does `npm install express`.
    package func readsContext(_ command: ShellCommand) -> Bool {
        let arguments = arguments(of: command)
        let operands = arguments.operands.map(\.text)
        if operands.contains("install"), name == "pip" || operands.first == "pip" {
            let isListed = arguments.has("-r", "--requirement", "-e", "--editable")
            return isListed || operands.contains { $0 == "." || $0.hasPrefix("./") || $0.hasPrefix(".[") }
        }
        return operands.dropFirst(subcommands(of: command) ?? 0).allSatisfy { word in
            [".csproj", ".fsproj", ".sln"].contains { word.hasSuffix($0) }
        }
    }

    private func arguments(of command: ShellCommand) -> CommandArguments {
        let manager = name == "pip" || name == "uv" ? PackageManager.pip : PackageManager.npm
        return CommandArguments(command.module.arguments, valued: manager.valued)
    }
}
