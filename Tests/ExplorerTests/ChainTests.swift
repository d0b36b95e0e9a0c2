import FileTree
import TerminalUI
import Testing

@testable import Explorer

@Suite("Chains of directories")
struct ChainTests {
    /// A library below three directories that hold nothing else.
    private static let layer = LayerTree(entries: [
        Fixture.file("usr/local/lib/python/os.py", 70), Fixture.file("usr/local/lib/python/re/core.py", 30),
        Fixture.file("etc/passwd", 1),
    ])

    private func journey(_ keys: String, sort: SortOrder = SortOrder(.name)) -> Journey {
        var journey = Journey(100, 24, layers: [ChainTests.layer], sort: sort)
        journey.press("Tab " + keys)
        return journey
    }

    @Test("directories that hold nothing but the next one are one row, and Enter unfolds all of it")
    func oneRow() {
        var journey = journey("G")
        #expect(journey.cursorLine.contains("▸ usr/local/lib/python/"))
        journey.press("Enter")
        #expect(
            journey.paths.suffix(3) == [
                "usr/local/lib/python", "usr/local/lib/python/os.py", "usr/local/lib/python/re",
            ])
        #expect(journey.lines.contains { $0.contains("├─  os.py") })
    }

    @Test("h leads from an entry to the row of the chain, and from there to the layers")
    func out() {
        var journey = journey("G Enter j h")
        #expect(journey.selected == "usr/local/lib/python")
        journey.press("h h")
        #expect(journey.state.focus == .layers)
    }

    @Test("a directory within the chain is found in its row, and the search goes on from it both ways")
    func search() {
        var journey = journey("/")
        journey.type("l")
        journey.press("Enter")
        #expect(journey.selected == "usr/local/lib/python")
        journey.press("n")
        #expect(journey.status.contains("Match 2 of 2"))
        journey.press("N")
        #expect(journey.status.contains("Match 1 of 2"))
    }

    @Test("a directory that a layer changed otherwise than the one in it stands in a row of its own")
    func changes() {
        let second = LayerTree(entries: [
            Fixture.directory("usr"), Fixture.directory("usr/local"), Fixture.directory("usr/local/new"),
            Fixture.file("usr/local/new/file", 1),
        ])
        var journey = Journey(
            100, 24, layers: [.init(entries: [Fixture.directory("usr"), Fixture.directory("usr/local")]), second])
        journey.press("c")
        #expect(journey.paths == ["usr/local", "usr/local/new", "usr/local/new/file"])
    }

    @Test("the share of a chain is of the directory that holds the first of it")
    func share() {
        let row = journey("s").lines.first { $0.contains("usr/local/lib/python/") } ?? ""
        #expect(row.contains("99%"))
    }

    @Test("a bar whose smallest part would be more than twice the share is left out")
    func bars() {
        let files = [Fixture.file("large", 100_000), Fixture.file("half", 900), Fixture.file("none", 700)]
        var journey = Journey(120, 40, layers: [.init(entries: files)])
        journey.press("Tab")
        #expect(journey.lines.contains { $0.contains("▏") && $0.contains("half") })
        #expect(!journey.lines.contains { $0.contains("▏") && $0.contains("none") })
    }
}

@Suite("Where the files open")
struct FirstLayerTests {
    @Test("on the layer above the base image that put most there, sorted by size, once all layers are read")
    func largest() {
        var journey = Journey(waiting: 100, 24, sort: SortOrder(.size), opensOnLargestLayer: true)
        #expect(journey.state.layers.selected == 3)
        journey.send(.loaded(stack: Fixture.stack, figures: Figures(of: Fixture.stack), warnings: []))
        #expect(journey.state.layers.selected == 2)
        #expect(journey.paths == ["usr/lib", "app", "bin", "etc"])
    }

    @Test("where the user moved meanwhile, nothing moves")
    func moved() {
        var journey = Journey(waiting: 100, 24, sort: SortOrder(.size), opensOnLargestLayer: true)
        journey.press("k k")
        journey.send(.loaded(stack: Fixture.stack, figures: Figures(of: Fixture.stack), warnings: []))
        #expect(journey.state.layers.selected == 1)
    }

    @Test("the stack with hashes moves nothing either")
    func hashed() {
        var journey = Journey(100, 24, opensOnLargestLayer: true)
        journey.press("j")
        #expect(journey.state.layers.selected == 3)
        journey.send(.hashed(stack: Fixture.otherStack, figures: Figures(of: Fixture.otherStack)))
        #expect(journey.state.layers.selected == 3)
    }

    @Test("sizes are what the explorer itself sorts by")
    func standard() {
        #expect(Options().sort == SortOrder(.size))
        #expect(Options().opensOnLargestLayer)
    }
}
