import Foundation
import TestSupport
import Testing

/// The explorer, the real program in a real terminal.
@Suite("strata explore", .serialized)
struct ExploreTests {
    private let directory: TemporaryDirectory
    private let archive: String

    init() throws {
        directory = try TemporaryDirectory()
        archive = directory.path("app.tar")
        try ImageArchive([Sample.image]).write(as: .dockerArchive, to: archive)
    }

    /// The exit code is printed after the program: tmux itself does not always learn the status of a program that ends
    /// at once.
    private func open(_ arguments: String..., environment: [String: String] = [:]) throws -> Tmux {
        let command = ([Program.path] + arguments).map { "'\($0)'" }.joined(separator: " ")
        return try Tmux(["sh", "-c", "\(command); echo \"exit $?\""], width: 100, environment: environment)
    }

    @Test("shows the image at once, and q leaves with success")
    func firstScreen() throws {
        let terminal = try open(archive)
        try terminal.wait(forText: "Runs /app/main --serve")
        try terminal.press("2")
        let screen = try terminal.wait(forText: "Base image")
        #expect(screen[0].hasPrefix("strata app:latest"))
        #expect(screen.contains { $0.contains("COPY . /app") })
        try terminal.press("q")
        try terminal.wait(forText: "exit 0")
    }

    @Test("what is no image ends with code 3 and a sentence on the terminal as it was")
    func noImage() throws {
        let file = try directory.write(Array("no image".utf8), to: "text")
        let terminal = try open(file)
        let screen = try terminal.wait(forText: "exit 3")
        #expect(screen.contains { $0.hasPrefix("strata: ") })
    }

    @Test("without a terminal it says what to do instead")
    func noTerminal() throws {
        let result = try Shell.run("setsid", [Program.path, archive], environment: ["TERM": "xterm"])
        #expect(result.exitCode == 2)
        #expect(result.errorText.contains("strata inspect"))
    }

    @Test("a file that a later layer deleted can be read")
    func deletedFile() throws {
        let terminal = try open(archive)
        try terminal.wait(forText: "Runs ")
        try terminal.press("2", "G", "c", "Tab", "/")
        try terminal.type(".env")
        try terminal.press("Enter", "v")
        try terminal.wait(forText: "SECRET=1")
        try terminal.press("q")
        try terminal.wait(forText: "removed; was put there by layer 2")
        try terminal.press("o")
        try terminal.wait(forText: "History of /app/.env")
    }

    @Test("a path is extracted to where the prompt says, and nothing is replaced")
    func extract() throws {
        let terminal = try open(archive)
        try terminal.wait(forText: "Runs ")
        try terminal.press("2", "Tab", "x", "BSpace")
        try terminal.type(directory.path("out"))
        try terminal.press("Enter")
        try terminal.wait(forText: "are in")
        #expect(try String(contentsOfFile: directory.path("out/app/main"), encoding: .utf8) == "first")
        try terminal.press("x", "BSpace")
        try terminal.type(directory.path("out"))
        try terminal.press("Enter")
        try terminal.wait(forText: " not made")
    }

    @Test(
        "a place where nothing can be extracted to is said in a sentence",
        arguments: [
            ("file", "cannot be opened: Not a directory."),
            ("file/out", "cannot be made: Not a directory."),
        ])
    func extractNowhere(place: String, words: String) throws {
        let path = try directory.write(Array("a file".utf8), to: "file")
        let terminal = try Tmux([Program.path, archive], width: 200)
        try terminal.wait(forText: "Runs ")
        try terminal.press("2", "Tab", "x", "BSpace")
        try terminal.type(directory.path(place))
        try terminal.press("Enter")
        try terminal.wait(forText: "\(directory.path(place)) \(words)")
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "a file")
    }

    @Test("e hands the file to $PAGER and comes back")
    func pager() throws {
        let seen = directory.path("seen")
        let program = "#!/bin/sh\ncat \"$2\" > \"$1\"; echo \"${2##*/}\" >> \"$1\"\n"
        let script = try directory.write(program, to: "pager")
        chmod(script, 0o755)
        let terminal = try open(archive, environment: ["PAGER": "\(script) \(seen)"])
        try terminal.wait(forText: "Runs ")
        try terminal.press("2", "/")
        try terminal.type("main")
        try terminal.press("Enter", "e")
        try terminal.wait(for: "the copy") { _ in FileManager.default.fileExists(atPath: seen) }
        try terminal.wait(forText: "app/main")
        #expect(try String(contentsOfFile: seen, encoding: .utf8) == "firstmain\n")
    }

    @Test("a pager that is not there is said")
    func noPager() throws {
        let terminal = try open(archive, environment: ["PAGER": "/nowhere/pager"])
        try terminal.wait(forText: "Runs ")
        try terminal.press("2", "/")
        try terminal.type("main")
        try terminal.press("Enter", "e")
        try terminal.wait(forText: "cannot be run; set PAGER")
    }

    @Test("a file that cannot be copied for the pager is said in a sentence")
    func noCopy() throws {
        let terminal = try open(archive, environment: ["TMPDIR": directory.path("absent")])
        try terminal.wait(forText: "Runs ")
        try terminal.press("2", "/")
        try terminal.type("main")
        try terminal.press("Enter", "e")
        let screen = try terminal.wait(forText: "no directory can be made in")
        #expect(!screen.contains { $0.contains("Failure(") })
    }

    @Test("a click selects an image of the picker, and one on the selected shows it")
    func clickInPicker() throws {
        let other = Image(reference: "other:1") { Layer { File("only-here", "x") } }
        let path = directory.path("two.tar")
        try ImageArchive([Sample.image, other]).write(as: .dockerArchive, to: path)
        let terminal = try open(path)
        try terminal.wait(forText: "image 1 of 2 (p)")
        try terminal.press("2", "p")
        let screen = try terminal.wait(forText: "other:1")
        let row = try #require(screen.firstIndex { $0.contains("other:1") })
        try terminal.click(column: 40, row: row)
        try terminal.wait(for: "the cursor on the other image") { _ in try terminal.cursor().row == row }
        usleep(600_000)
        try terminal.click(column: 40, row: row)
        try terminal.wait(forText: "only-here")
    }

    @Test("p picks another image of the archive")
    func picker() throws {
        let other = Image(reference: "other:1") { Layer { File("only-here", "x") } }
        let path = directory.path("two.tar")
        try ImageArchive([Sample.image, other]).write(as: .dockerArchive, to: path)
        let terminal = try open(path)
        try terminal.wait(forText: "image 1 of 2 (p)")
        try terminal.press("2", "p", "j", "Enter")
        try terminal.wait(forText: "only-here")
        #expect(try terminal.screen()[0].hasPrefix("strata other:1"))
    }

    @Test("an image in a pipe is read, and keys still come from the terminal")
    func standardInput() throws {
        let terminal = try Tmux(["sh", "-c", "'\(Program.path)' - < '\(archive)'; echo \"exit $?\""], width: 100)
        try terminal.wait(forText: "Runs ")
        try terminal.press("q")
        try terminal.wait(forText: "exit 0")
    }

    @Test("a new size of the terminal is drawn, too small a one is told")
    func resize() throws {
        let terminal = try open(archive)
        try terminal.wait(forText: "Runs ")
        try terminal.resize(width: 30, height: 9)
        try terminal.wait(forText: "40x10")
        try terminal.resize(width: 80, height: 24)
        try terminal.wait(forText: "Runs ")
    }

    @Test("the cursor stands on the selected row: the largest layer above the base")
    func cursor() throws {
        let terminal = try open(archive)
        try terminal.wait(forText: "Runs ")
        try terminal.press("2")
        let screen = try terminal.wait(forText: "RUN rm /app/.env")
        let row = try #require(screen.firstIndex { $0.contains("COPY . /app") })
        let cursor = try terminal.cursor()
        #expect(cursor.row == row)
        #expect(cursor.isVisible)
    }

    @Test("NO_COLOR leaves attributes only, --ascii leaves ASCII only")
    func plain() throws {
        let terminal = try Tmux(
            ["env", "NO_COLOR=1", Program.path, archive, "--ascii"], width: 100, height: 24)
        let screen = try terminal.wait(forText: "Runs ")
        #expect(!screen.joined().unicodeScalars.contains { !$0.isASCII })
        let styled = try terminal.styledScreen().joined()
        #expect(styled.matches(of: /\u{1b}\[[0-9;]*[34][0-7]m/).isEmpty)
    }

    @Test("a layer that is cut short is said, and the rest can be browsed")
    func truncated() throws {
        let path = directory.path("cut.tar")
        var bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: archive)))
        bytes.removeLast(bytes.count / 3)
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        let terminal = try open(path)
        let screen = try terminal.wait(for: "an end or a screen") { screen in
            screen.contains { $0.contains("strata: ") || $0.contains("not readable") }
        }
        #expect(!screen.isEmpty)
    }
}
