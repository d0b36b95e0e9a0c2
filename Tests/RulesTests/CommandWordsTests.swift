import ImageAnalysis
import Testing

@testable import Rules

/// Which programs a command line runs.
@Suite struct CommandWordsTests {
    @Test(
        "Lists, pipes and quotes are taken apart",
        arguments: [
            (
                "apt-get update && apt-get install -y curl",
                [["apt-get", "update"], ["apt-get", "install", "-y", "curl"]]
            ),
            ("a; b | c & (d)", [["a"], ["b"], ["c"], ["d"]]),
            (#"echo "a && b" 'c; d' e\ f"#, [["echo", "a && b", "c; d", "e f"]]),
            ("if true; then make; fi", [["true"], ["make"]]),
            ("X=1 Y=2 exec gunicorn app", [["gunicorn", "app"]]),
            ("env -i PORT=1 node x.js", [["node", "x.js"]]),
            ("make # all && rm\necho", [["make"], ["echo"]]),
            ("a \\\n  b", [["a", "b"]]),
            ("", []), ("X=1", []), ("'open", [["open"]]), ("a\\", [["a"]]),
        ] as [(String, [[String]])])
    func commands(script: String, words: [[String]]) {
        #expect(CommandWords.commands(in: script).map(\.words) == words)
    }

    @Test func aCommandIsKnownByItsNameAndFirstOperands() throws {
        let command = try #require(CommandWords(["/usr/bin/pip", "-q", "install", "--upgrade", "flask"]))
        #expect(command.name == "pip")
        #expect(command.starts(with: ["pip", "install"]))
        #expect(!command.starts(with: ["pip", "download"]))
        #expect(!command.starts(with: []))
    }

    @Test(
        "Installations of dependencies are known by their manager",
        arguments: [
            ("pip install -r requirements.txt", "pip"), ("python3 -m pip install flask", "pip"), ("npm ci", "npm"),
            ("yarn", "yarn"), ("yarn --frozen-lockfile", "yarn"), ("uv sync --locked", "uv"),
            ("uv pip install x", "uv"), ("bundle install", "bundle"), ("go mod download", "go"),
            ("poetry install --no-root", "poetry"), ("yarn build", nil), ("npm run build", nil), ("pip list", nil),
            ("go build ./...", nil), ("echo pip install", nil),
        ] as [(String, String?)])
    func managers(script: String, manager: String?) throws {
        let command = try #require(CommandWords.commands(in: script).first)
        #expect(DependencyManager.installing(by: command)?.name == manager)
    }

    @Test(
        "The files that tell pip what to install",
        arguments: [
            ("pip install -r a.txt -r b.txt", ["a.txt", "b.txt"]), ("pip install --requirement=c.txt", ["c.txt"]),
            ("pip install -rd.txt", ["d.txt"]), ("pip install flask", []),
        ] as [(String, [String])])
    func manifests(script: String, files: [String]) throws {
        let command = try #require(CommandWords.commands(in: script).first)
        let manager = try #require(DependencyManager.installing(by: command))
        #expect(manager.manifests(of: command) == files)
        #expect(manager.readsContext(command) == !files.isEmpty)
    }
}
