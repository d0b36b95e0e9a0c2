import Foundation
import TestSupport
import Testing

/// What becomes of the terminal: the real program under a shell with job control.
@Suite("strata explore and its terminal", .serialized)
struct ExploreTerminalTests {
    private let directory: TemporaryDirectory
    private let archive: String

    init() throws {
        directory = try TemporaryDirectory()
        archive = directory.path("app.tar")
        try ImageArchive([Sample.image]).write(as: .dockerArchive, to: archive)
    }

    /// A shell that has just started the explorer.
    private func shell() throws -> Tmux {
        let terminal = try Tmux(["env", "PS1=ready> ", "sh", "-i"], width: 100)
        try terminal.wait(forText: "ready>")
        try terminal.type("'\(Program.path)' '\(archive)'")
        try terminal.press("Enter")
        try terminal.wait(forText: "Runs ")
        return terminal
    }

    @Test("C-z gives the shell its terminal back, and fg comes back to the place where one was")
    func suspended() throws {
        let terminal = try shell()
        try terminal.press("i")
        try terminal.wait(forText: "What it runs")
        try terminal.press("C-z")
        try terminal.wait(forText: "ready>")
        try terminal.type("echo $((40 + 2)) in the shell")
        try terminal.press("Enter")
        let screen = try terminal.wait(forText: "42 in the shell")
        #expect(!screen.contains { $0.contains("What it runs") })
        #expect(try terminal.cursor().isVisible)
        try terminal.type("fg")
        try terminal.press("Enter")
        try terminal.wait(forText: "What it runs")
        try terminal.press("q")
        try terminal.wait(for: "the prompt") { $0.last { !$0.isEmpty }?.hasPrefix("ready>") == true }
    }

    @Test("whatever ends it, the shell can be typed in as before", arguments: ["TERM", "HUP", "ABRT"])
    func ended(signal: String) throws {
        let terminal = try shell()
        let shell = try #require(try terminal.process())
        let children = try String(contentsOfFile: "/proc/\(shell)/task/\(shell)/children", encoding: .utf8)
        let explorer = try #require(children.split(separator: " ").first.map(String.init))
        _ = try Shell.run("kill", ["-\(signal)", explorer])
        try terminal.wait(forText: "ready>")
        try terminal.type("echo $((40 + 2)) again")
        try terminal.press("Enter")
        let screen = try terminal.wait(forText: "42 again")
        #expect(!screen.contains { $0.contains("Runs ") })
        #expect(try terminal.cursor().isVisible)
    }

    @Test("a size that changes while it is suspended is the size that it comes back with")
    func resizedMeanwhile() throws {
        let terminal = try shell()
        try terminal.press("C-z")
        try terminal.wait(forText: "ready>")
        try terminal.resize(width: 70, height: 20)
        try terminal.type("fg")
        try terminal.press("Enter")
        let screen = try terminal.wait(for: "the explorer") { $0.contains { $0.contains("1 Overview") } }
        #expect(screen.contains { $0.hasSuffix("? help  q quit") })
    }
}
