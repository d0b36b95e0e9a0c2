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

    /// The flag that leaves out the application itself, whose code is not there yet; nil where there is no need.
    package var withoutProject: String? { ["uv": "--no-install-project", "poetry": "--no-root"][name] }

    /// The known ones. Those that other names begin with come later.
    static let all: [DependencyManager] = [
        DependencyManager(
            name: "uv", commands: [["uv", "sync"], ["uv", "pip", "install"]],
            manifests: ["pyproject.toml", "uv.lock"], cache: "/root/.cache/uv"),
        DependencyManager(
            name: "poetry", commands: [["poetry", "install"]], manifests: ["pyproject.toml", "poetry.lock"],
            cache: "/root/.cache/pypoetry"),
        DependencyManager(
            name: "pipenv", commands: [["pipenv", "install"], ["pipenv", "sync"]],
            manifests: ["Pipfile", "Pipfile.lock"],
            cache: "/root/.cache/pipenv"),
        DependencyManager(
            name: "pip", commands: [["pip", "install"], ["pip3", "install"]], manifests: ["requirements.txt"],
            cache: "/root/.cache/pip"),
        DependencyManager(
            name: "npm", commands: [["npm", "ci"], ["npm", "install"], ["npm", "i"]],
            manifests: ["package.json", "package-lock.json"], cache: "/root/.npm"),
        DependencyManager(
            name: "yarn", commands: [["yarn", "install"], ["yarn"]], manifests: ["package.json", "yarn.lock"],
            cache: "/usr/local/share/.cache/yarn"),
        DependencyManager(
            name: "pnpm", commands: [["pnpm", "install"], ["pnpm", "i"]],
            manifests: ["package.json", "pnpm-lock.yaml"],
            cache: "/root/.local/share/pnpm/store"),
        DependencyManager(
            name: "bundle", commands: [["bundle", "install"]], manifests: ["Gemfile", "Gemfile.lock"],
            cache: "/usr/local/bundle/cache"),
        DependencyManager(
            name: "composer", commands: [["composer", "install"]], manifests: ["composer.json", "composer.lock"],
            cache: "/root/.composer/cache"),
        DependencyManager(
            name: "go", commands: [["go", "mod", "download"], ["go", "get"]], manifests: ["go.mod", "go.sum"],
            cache: "/go/pkg/mod"),
        DependencyManager(
            name: "cargo", commands: [["cargo", "fetch"]], manifests: ["Cargo.toml", "Cargo.lock"],
            cache: "/usr/local/cargo/registry"),
        DependencyManager(
            name: "dotnet", commands: [["dotnet", "restore"]], manifests: ["*.csproj"], cache: "/root/.nuget/packages"),
    ]

    /// The manager that a command installs dependencies with; nil for all other commands.
    package static func installing(by command: CommandWords) -> DependencyManager? {
        let command = unwrapped(command)
        return all.first { manager in
            manager.commands.contains { wanted in
                guard command.starts(with: wanted) else { return false }
                // `yarn build` installs nothing.
                return wanted.count > 1 || command.operands.isEmpty
            }
        }
    }

    /// `python -m pip` is pip.
    package static func unwrapped(_ command: CommandWords) -> CommandWords {
        guard command.name.hasPrefix("python"), command.words.count > 2, command.words[1] == "-m" else {
            return command
        }
        return CommandWords(Array(command.words.dropFirst(2))) ?? command
    }

    /// The files that a command says to install from, `-r requirements.txt`; the usual ones where it names none.
    package func manifests(of command: CommandWords) -> [String] {
        guard name == "pip" || name == "uv" else { return manifests }
        var named: [String] = []
        var words = command.arguments.makeIterator()
        while let word = words.next() {
            if word == "-r" || word == "--requirement" {
                if let file = words.next() { named.append(file) }
            } else if word.hasPrefix("--requirement=") {
                named.append(String(word.dropFirst("--requirement=".count)))
            } else if word.hasPrefix("-r"), word.count > 2 {
                named.append(String(word.dropFirst(2)))
            }
        }
        return named.isEmpty && name == "pip" ? [] : named.isEmpty ? manifests : named
    }

    /// Whether a command needs files of the application, and not only names of packages: `pip install flask` needs none.
    package func readsContext(_ command: CommandWords) -> Bool {
        guard name == "pip" else { return true }
        return !manifests(of: command).isEmpty
            || command.operands.dropFirst().contains { $0 == "." || $0.hasPrefix("./") || $0.hasPrefix(".[") }
    }
}
