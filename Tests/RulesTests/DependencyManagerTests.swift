import Dockerfile
import ImageAnalysis
import Testing

@testable import Rules

/// Which programs a command line runs, and which of them install what the application needs.
@Suite struct DependencyManagerTests {
    private func first(_ script: String) throws -> ShellCommand {
        try #require(ShellScript(script).commands.map(\.unwrapped).first)
    }

    @Test func aCommandIsKnownByItsNameAndFirstOperands() {
        let command = ShellCommand(exec: ["/usr/bin/pip", "-q", "install", "--upgrade", "flask"])
        #expect(command.name == "pip")
        #expect(command.operands == ["install", "flask"])
        #expect(command.starts(with: ["pip", "install"]))
        #expect(!command.starts(with: ["pip", "download"]))
        #expect(!command.starts(with: ["pip", "flask"]))
        #expect(!command.starts(with: []))
    }

    @Test(
        "Python's modules and versions of pip are known by their usual name",
        arguments: [
            ("python3 -m pip install x", "pip install x"), ("A=1 /usr/bin/pip3.12 install x", "pip install x"),
            ("python3 -m venv /x", "venv /x"), ("pipx install x", "pipx install x"), ("python3 -m", "python3 -m"),
            ("python3 -c 'import pip'", "python3 -c import pip"), ("pip install x", "pip install x"),
        ])
    func modules(script: String, name: String) throws {
        #expect(try first(script).module.words.map(\.text).joined(separator: " ") == name)
    }

    @Test(
        "Installations of dependencies are known by their manager",
        arguments: [
            ("pip install -r requirements.txt", "pip"), ("python3 -m pip install flask", "pip"), ("npm ci", "npm"),
            ("pip3.11 install -r x", "pip"), ("sudo -u app env A=1 npm install", "npm"),
            ("yarn", "yarn"), ("yarn --frozen-lockfile", "yarn"), ("uv sync --locked", "uv"),
            ("uv pip install x", "uv"), ("bundle install", "bundle"), ("go mod download", "go"),
            ("poetry install --no-root", "poetry"), ("yarn build", nil), ("npm run build", nil), ("pip list", nil),
            ("go build ./...", nil), ("echo pip install", nil), ("pip", nil), ("A=pip", nil),
        ] as [(String, String?)])
    func managers(script: String, manager: String?) throws {
        #expect(DependencyManager.installing(by: try first(script))?.name == manager)
    }

    @Test(
        "The files that tell pip what to install",
        arguments: [
            ("pip install -r a.txt -r b.txt", ["a.txt", "b.txt"]), ("pip install --requirement=c.txt", ["c.txt"]),
            ("pip install -rd.txt", ["d.txt"]), ("pip install flask", []),
            ("pip --timeout 60 install --index-url https://x -r e.txt", ["e.txt"]),
        ] as [(String, [String])])
    func manifests(script: String, files: [String]) throws {
        let command = try first(script)
        let manager = try #require(DependencyManager.all.first { $0.name == "pip" })
        #expect(manager.manifests(of: command) == files)
        #expect(manager.readsContext(command) == !files.isEmpty)
    }

    @Test(
        "What needs files of the application, and what only names packages",
        arguments: [
            ("pip install .", true), ("pip install -e .", true), ("pip install './sub[x]'", true),
            ("pip install .[dev]", true), ("pip install --upgrade pip", false), ("pip install ../x", false),
            ("npm install", true), ("npm ci --omit=dev", true), ("npm install express", false),
            ("npm install -g --prefix /x pnpm", false), ("npm --prefix ui install", true), ("yarn", true),
            ("uv pip install -r pyproject.toml", true), ("uv pip install x", false), ("uv sync", true),
            ("go mod download", true), ("go get", true), ("go get example.com/x", false),
            ("dotnet restore App/App.csproj", true), ("dotnet restore", true), ("bundle install -j4", true),
        ])
    func context(script: String, isRead: Bool) throws {
        let command = try first(script)
        let manager = try #require(DependencyManager.installing(by: command))
        #expect(manager.readsContext(command) == isRead)
    }
}
