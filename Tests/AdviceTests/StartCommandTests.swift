import ImageAnalysis
import OCI
import Testing

@testable import Advice

/// Which programs an image's configuration starts.
@Suite struct StartCommandTests {
    private func programs(_ entrypoint: [String]?, _ command: [String]?, health: [String] = []) -> [[String]] {
        start(entrypoint, command, health: health).programs.map(\.words)
    }

    private func start(_ entrypoint: [String]?, _ command: [String]?, health: [String] = []) -> StartCommand {
        var config = RuntimeConfig()
        (config.entrypoint, config.command) = (entrypoint, command)
        if !health.isEmpty { config.healthcheck = Healthcheck(test: health) }
        return StartCommand(config)
    }

    @Test func theCommandIsTheProgram() {
        #expect(programs(nil, ["python", "main.py"]) == [["python", "main.py"]])
        #expect(programs(nil, nil).isEmpty)
    }

    @Test func anEntryPointMayRunTheCommand() {
        #expect(programs(["/entry.sh"], ["serve", "-p"]) == [["/entry.sh", "serve", "-p"], ["serve", "-p"]])
    }

    @Test func theShellFormRunsAShellAndWhatItIsTold() {
        let start = start(nil, ["/bin/sh", "-c", "cd /x && exec node server.js"])
        #expect(start.programs.map(\.words) == [["/bin/sh"], ["cd", "/x"], ["node", "server.js"]])
        #expect(start.isShellForm)
        #expect(!self.start(nil, ["sh", "script.sh"]).isShellForm)
    }

    @Test func startersAreNeededAndSoIsWhatTheyStart() {
        #expect(programs(["tini", "--"], ["app", "x"]).prefix(2) == [["tini"], ["app", "x"]])
        #expect(programs(["gosu", "app", "redis"], nil) == [["gosu"], ["redis"]])
    }

    @Test func aLauncherIsNotNeeded() throws {
        let program = try #require(start(nil, ["uv", "run", "--no-sync", "api", "-v"]).programs.first)
        #expect(program.words == ["api", "-v"])
        #expect(program.launcher == "uv run")
        #expect(programs(nil, ["uv", "--version"]) == [["uv", "--version"]])
    }

    @Test func healthChecksRunToo() {
        #expect(
            programs(nil, ["a"], health: ["CMD-SHELL", "curl -f x || exit 1"]) == [
                ["a"], ["curl", "-f", "x"], ["exit", "1"],
            ])
        #expect(programs(nil, ["a"], health: ["CMD", "wget", "x"]) == [["a"], ["wget", "x"]])
        #expect(programs(nil, ["a"], health: ["NONE"]) == [["a"]])
    }
}
