import FileTree
import TerminalUI
import Testing

@testable import Explorer

@Suite("The tree of files")
struct TreeTests {
    /// The fixture with the tree in focus.
    private func tree(_ keys: String = "", _ width: Int = 120, _ height: Int = 40) -> Journey {
        var journey = Journey(width, height)
        journey.press("Tab " + keys)
        return journey
    }

    @Test("Space unfolds a directory and folds it again")
    func fold() {
        var journey = tree("Space")
        #expect(journey.paths.prefix(4) == ["app", "app/\u{1b}[31mred", "app/data.bin", "app/run"])
        journey.press("Space")
        #expect(journey.paths == ["app", "bin", "etc", "usr/lib"])
    }

    @Test("Space on a file folds the directory that holds it")
    func foldFromInside() {
        let journey = tree("Space j j Space")
        #expect(journey.selected == "app")
        #expect(journey.paths == ["app", "bin", "etc", "usr/lib"])
    }

    @Test("l goes in and h out, to the layers from the top")
    func inAndOut() {
        var journey = tree("G l l l l")
        #expect(journey.selected == "usr/lib/libc.so")
        journey.press("h")
        #expect(journey.selected == "usr/lib")
        journey.press("h h h")
        #expect(journey.selected == "usr/lib")
        journey.press("h")
        #expect(journey.state.focus == .layers)
    }

    @Test("= unfolds everything, - folds everything")
    func all() {
        var journey = tree("=")
        #expect(journey.paths.count == 11)
        journey.press("-")
        #expect(journey.paths == ["app", "bin", "etc", "usr/lib"])
    }

    @Test("folding is part of the state, and moving touches nothing but the cursor")
    func exhaustive() throws {
        var store = TestStore(tree().state)
        let app = try #require(store.state.selectedPath)
        store.send(.command(.toggleFold)) {
            $0.tree.selection = app
            $0.tree.foldings[.files] = Folding()
            $0.tree.foldings[.files]?.byHand[app] = true
        }
        let red = try #require(store.state.derived.rows.dropFirst().first?.path)
        store.send(.command(.down)) { $0.tree.selection = red }
        store.send(.command(.unfoldAll)) {
            $0.tree.foldings[.files]?.rule = .unfolded
            $0.tree.foldings[.files]?.byHand = [:]
        }
    }

    @Test("the selection survives layers that do not have its path")
    func selectionSurvives() {
        var journey = tree("Space j j")
        #expect(journey.selected == "app/data.bin")
        journey.press("K K")
        #expect(journey.selected != "app/data.bin")
        journey.press("J")
        #expect(journey.selected == "app/data.bin")
        journey.press("c c")
        #expect(journey.selected == "app/data.bin")
    }

    @Test("the cursor stays on its line of the screen when rows appear above it")
    func scrollSurvives() {
        var journey = Journey(80, 12)
        journey.press("Tab = G")
        let line = journey.canvas.cursor?.y
        journey.press("s s s s")
        #expect(journey.canvas.cursor?.y != nil)
        #expect(line != nil)
        #expect(journey.selected == "usr/lib/libc.so.6")
    }

    @Test("changes show only what the layer changed, the directories above unfolded")
    func changes() {
        let journey = tree("K c")
        #expect(
            journey.paths == ["app", "app/\u{1b}[31mred", "app/data.bin", "app/run", "etc", "etc/old", "etc/passwd"])
    }

    @Test("marks tell added, modified, only metadata, and removed apart, without colour")
    func marks() {
        var journey = tree("K c")
        #expect(journey.lines.contains { $0.contains("┃+ -rw-r--r--") && $0.contains("data.bin") })
        #expect(journey.lines.contains { $0.contains("┃~ ") && $0.contains("passwd") })
        #expect(journey.lines.contains { $0.contains("┃- ") && $0.contains("-50 B") && $0.contains("old") })
        journey.press("J")
        #expect(journey.lines.contains { $0.contains("┃m -rwsr-xr-x") && $0.contains("run") })
    }

    @Test("a folded directory that holds changes is marked")
    func holdsChanges() {
        #expect(tree().lines.contains { $0.contains("┃• ") && $0.contains("app/") })
    }

    @Test("in the changes a directory's size is what the layer put there")
    func changedSizes() {
        let journey = tree("K c")
        let etc = journey.lines.first { $0.contains("▾ etc/") } ?? ""
        #expect(etc.contains("120 B"))
    }

    @Test("percent is of the directory above, the bar of the largest beside")
    func shares() {
        let lines = tree().lines
        #expect(lines.contains { $0.contains("70% ████████") && $0.contains("usr/") })
        #expect(lines.contains { $0.contains("28% ███") && $0.contains("app/") })
    }

    @Test("a name's control characters are written out")
    func escaped() {
        let screen = tree("Space").screen
        #expect(screen.contains("\\x1b[31mred"))
        #expect(!screen.contains("\u{1b}"))
    }

    @Test("Enter on a link goes to its target")
    func followLink() {
        let journey = tree("= G Enter")
        #expect(journey.selected == "usr/lib/libc.so")
    }

    @Test("a link that leads nowhere says so")
    func brokenLink() {
        let link = Fixture.link("broken", to: "../nowhere")
        var journey = Journey(100, 24, layers: [.init(entries: [link])])
        journey.press("Tab Enter")
        #expect(journey.status.hasPrefix("The target ../nowhere is not among the files shown."))
    }

    @Test("the status line has the whole path, the layer and its instruction")
    func status() {
        #expect(tree("Space G").status.hasPrefix("/usr/lib  from layer 1: ADD rootfs.tar.xz /"))
        #expect(tree("K c G k").status.hasPrefix("/etc/old  removed; was put there by layer 1"))
    }

    @Test("y copies the path, with control characters written out")
    func copy() {
        #expect(tree("Space j y").effects == [.copy("/app/\\x1b[31mred")])
    }

    @Test("o lists what the layers did to the path, and Enter goes to the layer")
    func history() {
        var journey = tree("Space G k Space j o")
        #expect(journey.screen.contains("History of /etc/passwd"))
        #expect(journey.screen.contains("layer  1  + added"))
        #expect(journey.screen.contains("layer  2  ~ modified"))
        journey.press("Enter")
        #expect(journey.state.layers.selected == 1)
        #expect(journey.selected == "etc/passwd")
    }

    @Test("an empty tree tells why")
    func empty() {
        var journey = Journey(100, 24, layers: [Fixture.layers[0], .init(entries: [])])
        journey.press("c")
        #expect(journey.screen.contains("Layer 2 changed no files. c shows all files."))
        journey.press("Tab v")
        #expect(journey.status.contains("the layer changed nothing"))
    }

    @Test("set-id bits, capabilities, devices and hard links show")
    func special() {
        let entries = [
            Fixture.file("su", 10, mode: 0o4755), Fixture.device("null", 1, 3), Fixture.hardLink("again", to: "su"),
        ]
        var journey = Journey(100, 24, layers: [.init(entries: entries)])
        journey.press("Tab")
        #expect(journey.screen.contains("-rwsr-xr-x"))
        #expect(journey.screen.contains("null (1, 3)"))
        #expect(journey.screen.contains("again = /su"))
    }
}
