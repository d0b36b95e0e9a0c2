import TerminalUI
import Testing

@testable import Explorer

@Suite("The mouse")
struct MouseTests {
    /// The column and row where a text stands on the screen.
    private func place(of text: String, in journey: Journey) throws -> Point {
        let row = try #require(journey.lines.firstIndex { $0.contains(text) })
        let line = journey.lines[row]
        let range = try #require(line.range(of: text))
        return Point(x: line.distance(from: line.startIndex, to: range.lowerBound), y: row)
    }

    @Test("a click selects a layer, a second one shows its facts")
    func layer() throws {
        var journey = Journey()
        let point = try place(of: "RUN make", in: journey)
        journey.click(point.x, point.y)
        #expect(journey.state.layers.selected == 2)
        journey.click(point.x, point.y, .doubleClick)
        #expect(journey.view == .layer)
    }

    @Test("a click selects a path, a second one unfolds it")
    func path() throws {
        var journey = Journey()
        let point = try place(of: "usr/", in: journey)
        journey.click(point.x, point.y)
        #expect(journey.selected == "usr/lib")
        #expect(journey.state.focus == .tree)
        journey.click(point.x, point.y, .doubleClick)
        #expect(journey.paths.last == "usr/lib/libc.so.6")
    }

    @Test("the wheel moves what lies under it and leaves the focus alone")
    func wheel() throws {
        var journey = Journey()
        let point = try place(of: "usr/", in: journey)
        journey.click(point.x, point.y, .wheelDown)
        #expect(journey.selected == "usr/lib")
        #expect(journey.state.focus == .layers)
        journey.click(5, 3, .wheelUp)
        #expect(journey.state.layers.selected == 2)
    }

    @Test("a click on a tab shows it")
    func tab() throws {
        var journey = Journey()
        let point = try place(of: "Changes of layer 3", in: journey)
        journey.click(point.x, point.y)
        #expect(journey.state.tree.tab == .changes)
    }

    @Test("a click on a key of the footer presses it")
    func footer() throws {
        var journey = Journey()
        let point = try place(of: "? help", in: journey)
        journey.click(point.x, point.y)
        #expect(journey.view == .help)
        let close = try place(of: "Esc close", in: journey)
        journey.click(close.x, close.y)
        #expect(journey.view == nil)
    }

    @Test("the wheel scrolls help and viewer; other clicks there do nothing")
    func over() {
        var journey = Journey(80, 24)
        journey.press("?")
        journey.click(10, 10, .wheelDown)
        #expect(journey.state.views.top?.place.scroll.offset == 3)
        journey.click(10, 10)
        #expect(journey.state.views.top?.place.scroll.offset == 3)
    }

    @Test("clicks outside of everything do nothing", arguments: [(-1, -1), (500, 500), (0, 0)])
    func outside(x: Int, y: Int) {
        var journey = Journey(80, 24)
        let before = journey.screen
        journey.click(x, y)
        journey.click(x, y, .doubleClick)
        journey.click(x, y, .release)
        #expect(journey.screen == before)
    }

    @Test("the border between layers and tree follows the pointer while the button is down, and keeps room for both")
    func divider() {
        var journey = Journey(120, 40)
        let border = journey.state.layout.layers.maxX - 1
        journey.click(border + 9, 10, .drag(.left))
        #expect(journey.state.layout.layers.maxX == border + 1)
        journey.click(border, 10)
        journey.click(border + 9, 12, .drag(.left))
        #expect(journey.state.layout.layers.maxX == border + 10)
        #expect(journey.state.layout.tree.x == border + 10)
        journey.click(119, 12, .drag(.left))
        #expect(journey.state.layout.tree.width == 30)
        journey.click(0, 12, .drag(.left))
        #expect(journey.state.layout.layers.width == 30)
        journey.click(0, 12, .release)
        journey.click(60, 12, .drag(.left))
        #expect(journey.state.layout.layers.width == 30)
        #expect(journey.state.focus == .layers)
    }

    @Test("the border below the layers can be drawn too, where they stand above the tree")
    func dividerBelow() {
        var journey = Journey(80, 24)
        let border = journey.state.layout.layers.maxY - 1
        journey.click(20, border)
        journey.click(20, border - 2, .drag(.left))
        journey.click(20, border - 2, .release)
        #expect(journey.state.layout.layers.maxY == border - 1)
        #expect(journey.state.layout.tree.y == border - 1)
    }

    @Test("a click on a column's name orders by it, a second one turns the order round")
    func heading() throws {
        var journey = Journey(120, 40)
        let size = try place(of: "Size", in: journey)
        journey.click(size.x, size.y)
        #expect(journey.state.tree.sort == SortOrder(.size))
        journey.click(size.x, size.y)
        #expect(journey.state.tree.sort == SortOrder(.size, isReversed: true))
        let name = try place(of: "Name", in: journey)
        journey.click(name.x, name.y)
        #expect(journey.state.tree.sort == SortOrder(.name))
        let mode = try place(of: "Mode", in: journey)
        journey.click(mode.x, mode.y)
        #expect(journey.state.tree.sort == SortOrder(.name))
    }

    @Test(
        "the wheel moves the rows of every view, or scrolls them", arguments: Tab.all.map(\.id).filter { $0 != .files })
    func wheelInTabs(id: ViewID) throws {
        var journey = try JudgedImage().journey(60, 14, at: id)
        let before = journey.state.views.top?.place
        journey.click(10, 8, .wheelDown)
        #expect(
            journey.state.views.top?.place != before
                || journey.state.views.top.map {
                    ViewLayout($0, in: journey.state).rows.count < 2
                } == true)
    }
}
