import TestSupport
import Testing

@Suite(.enabled(if: Shell.has("tmux"), "tmux is not installed")) struct TmuxTests {
    @Test func showsWhatAProgramWritesAndTakesWhatIsTyped() throws {
        let tmux = try Tmux(
            ["sh", "-c", "read line; printf '\\033[31m%s\\033[m\\n' \"got $line\"; exit 7"], width: 40, height: 5)
        try tmux.type("日本 x")
        try tmux.press("Enter")
        let screen = try tmux.wait(forText: "got 日本 x")
        #expect(screen.prefix(2) == ["日本 x", "got 日本 x"] && screen.count == 5)
        #expect(try tmux.styledScreen()[1].contains("\u{1b}[31m"))
        #expect(try tmux.waitForExit() == 7)
    }

    @Test func resizesAndTellsTheCursor() throws {
        let tmux = try Tmux(
            ["sh", "-c", "trap 'stty size' WINCH; printf 'ready '; while :; do sleep 0.05; done"], width: 60)
        try tmux.wait(forText: "ready")
        #expect(try tmux.cursor() == (6, 0, true))
        try tmux.resize(width: 91, height: 17)
        try tmux.wait(forText: "17 91")
        #expect(try tmux.exitCode() == nil)
    }

    @Test func waitingEndsWithTheScreenInTheMessage() throws {
        let tmux = try Tmux(["sh", "-c", "echo here; sleep 60"])
        try tmux.wait(forText: "here")
        let error = #expect(throws: Tmux.Timeout.self) { try tmux.wait(forText: "never", seconds: 0.1) }
        #expect(error?.description.contains("here") == true)
    }

    @Test func aSignalsEndIsToldAsShellsTellIt() throws {
        let tmux = try Tmux(["sh", "-c", "kill -TERM $$"])
        #expect(try tmux.waitForExit() == 143)
    }
}
