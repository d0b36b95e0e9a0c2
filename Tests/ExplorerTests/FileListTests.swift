import FileTree
import TerminalUI
import TestSupport
import Testing

@testable import Explorer

@Suite("The list of all files")
struct FileListTests {
    private func list(_ keys: String = "", _ width: Int = 100, _ height: Int = 24) -> Journey {
        var journey = Journey(width, height)
        journey.press("L " + keys)
        return journey
    }

    @Test("L lists all files, the largest first, with their layers and the totals")
    func largestFirst() {
        let journey = list()
        #expect(journey.paths.prefix(4) == ["usr/lib/libc.so", "app/data.bin", "bin/sh", "app/run"])
        #expect(journey.lines.contains { $0.contains(" 2 /app/data.bin") && $0.contains("28%") })
        #expect(journey.screen.contains("7 files, 71.4 kB"))
        #expect(journey.state.focus == .tree)
    }

    @Test("only changed files, removed ones too, where the changes are shown")
    func changes() {
        var journey = list("K")
        journey.press("c")
        #expect(Set(journey.paths) == ["app/data.bin", "app/run", "etc/passwd", "etc/old", "app/\u{1b}[31mred"])
        #expect(journey.screen.contains("5 files, 20.4 kB"), "what is removed has no part in the sum")
    }

    @Test("the filter leaves what matches, and the totals follow")
    func filter() {
        var journey = list("f")
        journey.type(">1kB")
        journey.press("Enter")
        #expect(journey.paths == ["usr/lib/libc.so", "app/data.bin"])
        #expect(journey.screen.contains("2 files, 70.0 kB · filter: >1kB"))
        journey.press("Esc")
        #expect(journey.paths.count == 7)
    }

    @Test("s and S order the list; by name as the tree all unfolded")
    func order() {
        var journey = list("S")
        #expect(journey.paths.last == "usr/lib/libc.so")
        journey.press("s s s s")
        #expect(journey.screen.contains("Path↑"))
        #expect(journey.paths.first == "app/\u{1b}[31mred")
        #expect(journey.paths.last == "usr/lib/libc.so.6")
    }

    @Test("a search goes along the list")
    func search() {
        var journey = list("/")
        journey.type("s")
        journey.press("Enter n n")
        #expect(journey.selected == "etc/passwd")
        #expect(journey.status.contains("Match 3 of 4."))
    }

    @Test("L and Esc lead back to the tree, unfolded at the file", arguments: ["L", "Esc"])
    func back(key: String) {
        var journey = list("j " + key)
        #expect(journey.state.tree.form == .tree)
        #expect(journey.selected == "app/data.bin")
        #expect(journey.cursorLine.contains("├─  data.bin"))
        journey.press("L")
        #expect(journey.state.derived.cursor == 0)
    }

    @Test("nothing is folded in a list, and h leads to the layers")
    func noFolds() {
        var journey = list("Space")
        #expect(journey.status.hasPrefix("In the list of all files nothing is folded"))
        journey.press("h")
        #expect(journey.state.focus == .layers)
    }

    @Test("a long path is cut at its start")
    func longPath() {
        let name = Array(repeating: "directory", count: 12).joined(separator: "/") + "/the-file"
        var journey = Journey(80, 24, layers: [.init(entries: [Fixture.file(name, 5)])])
        journey.press("L")
        #expect(journey.cursorLine.contains("…"))
        #expect(journey.cursorLine.contains("/the-file"))
    }

    @Test("whole screens", arguments: [(80, 24), (120, 40), (200, 50), (40, 12)])
    func screens(width: Int, height: Int) {
        assertSnapshot(list("j", width, height).screen, named: "files-list-\(width)x\(height)")
    }
}
