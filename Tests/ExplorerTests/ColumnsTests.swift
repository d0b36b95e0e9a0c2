import FileTree
import TerminalUI
import TestSupport
import Testing

@testable import Explorer

@Suite("Columns and units")
struct ColumnsTests {
    private func menu(_ keys: String = "", _ width: Int = 120, _ height: Int = 40) -> Journey {
        var journey = Journey(width, height)
        journey.press("Tab | " + keys)
        return journey
    }

    @Test("whole screens", arguments: [(80, 24), (120, 40), (200, 50), (40, 12)])
    func screens(width: Int, height: Int) {
        assertSnapshot(menu("", width, height).screen, named: "columns-\(width)x\(height)")
    }

    @Test("all columns", arguments: [(120, 40), (200, 50)])
    func all(width: Int, height: Int) {
        var journey = Journey(width, height)
        journey.press("Tab z = | j j j Space j j j Space j Enter j Space Esc")
        #expect(journey.state.options.columns == Set(TreeColumn.allCases))
        assertSnapshot(journey.screen, named: "columns-all-\(width)x\(height)")
    }

    @Test("Enter and Space take a column out and in again, and the tree follows")
    func toggle() {
        var journey = menu("Enter")
        #expect(journey.cursorLine.contains("[ ] mode"))
        journey.press("Esc")
        #expect(!journey.screen.contains("drwxr-xr-x"))
        journey.press("| Space Esc")
        #expect(journey.screen.contains("drwxr-xr-x"))
    }

    @Test("the last row changes the units of all sizes")
    func units() {
        var journey = menu("G Enter Esc")
        #expect(journey.state.options.units == .binary)
        #expect(journey.lines[0].contains("70.2 KiB"))
        #expect(journey.lines.contains { $0.contains("48.8 KiB") && $0.contains("usr/lib/") })
        journey.press("| G Enter Esc")
        #expect(journey.lines[0].contains("71.9 kB"))
    }

    @Test("the heading of the wasted bytes orders by them")
    func click() throws {
        var journey = menu("j j j Enter Esc")
        let y = try #require(journey.lines.firstIndex { $0.contains("Wasted") })
        let place = try #require(journey.lines[y].range(of: "Wasted"))
        journey.click(journey.lines[y].distance(from: journey.lines[y].startIndex, to: place.lowerBound), y)
        #expect(journey.state.tree.sort == SortOrder(.wasted))
    }

    @Test("what was unfolded comes back with its image")
    func folds() throws {
        var journey = Journey()
        journey.press("Tab Space")
        let place = try #require(journey.state.rememberedPlace)
        #expect(place.unfolded.map { String(decoding: $0, as: UTF8.self) }.sorted() == ["app"])
        var again = Journey(options: Options(themeName: "mono", places: [Fixture.image.id: place]))
        again.press("Tab")
        #expect(again.paths.contains("app/run"))
        #expect(!again.paths.contains("etc/passwd"))
    }
}
