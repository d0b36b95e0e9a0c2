import FileTree
import TerminalUI
import Testing

@testable import Explorer

@Suite("Sizes of the screen")
struct LayoutTests {
    @Test("everything is drawn inside the screen at every size", arguments: [40, 52, 83, 84, 100, 133, 200, 300])
    func sizes(width: Int) {
        for height in [10, 11, 15, 16, 17, 18, 24, 40, 100] {
            var journey = Journey(width, height)
            for keys in ["Tab", "=", "G", "c", "Tab", "z", "?", "Esc", "i", "G", "Esc", "Tab", "o", "Esc", "/"] {
                journey.press(keys)
                #expect(journey.lines.count == height)
                #expect(journey.lines.allSatisfy { TextWidth.of($0) <= width })
            }
        }
    }

    @Test("the cursor stands on the selected row at every size")
    func cursor() {
        for (width, height) in [(40, 10), (80, 24), (120, 40), (300, 100)] {
            var journey = Journey(width, height)
            #expect(journey.cursorLine.contains("RUN chmod"))
            journey.press("Tab = G")
            #expect(journey.cursorLine.contains("libc.so.6"))
        }
    }

    @Test("below 84 columns the panes stand one above the other, on a low screen one at a time")
    func arrangement() {
        let narrow = Journey(83, 24).state.layout
        #expect(narrow.layers.width == 83 && narrow.tree.width == 83)
        let wide = Journey(84, 24).state.layout
        #expect(wide.layers.maxX == wide.tree.x)
        let low = Journey(120, 12).state.layout
        #expect(low.tree.isEmpty && !low.layers.isEmpty)
    }

    @Test("below 40x10 it says the size and the need, and q still quits")
    func tooSmall() {
        var journey = Journey(30, 8)
        #expect(journey.screen.contains("30x8"))
        #expect(journey.screen.contains("40x10"))
        journey.press("j x q")
        #expect(journey.effects == [.quit(error: nil)])
    }

    @Test("even the smallest sizes do not crash", arguments: [(0, 0), (1, 1), (5, 1), (1, 40)])
    func tiny(width: Int, height: Int) {
        let journey = Journey(width, height)
        #expect(journey.lines.count == height)
    }

    @Test("a new size keeps what is selected")
    func resize() {
        var journey = Journey(120, 40)
        journey.press("Tab = G")
        journey.send(.event(.resize(Size(width: 40, height: 10))))
        #expect(journey.selected == "usr/lib/libc.so.6")
        #expect(journey.cursorLine.contains("libc.so.6"))
    }

    @Test("columns go in their order as the pane gets narrow")
    func columns() {
        #expect(TreeColumns(width: 37) == TreeColumns(width: 10))
        #expect(!TreeColumns(width: 40).has(.percent))
        #expect(TreeColumns(width: 41).has(.percent))
        #expect(TreeColumns(width: 52).has(.mode))
        #expect(TreeColumns(width: 60).has(.bar))
        #expect(TreeColumns(width: 70).has(.owner))
        #expect(!TreeColumns(width: 69).has(.owner))
    }

    @Test("of the columns that one chooses those go first that matter least, and the size never does")
    func chosenColumns() {
        let all = Set(TreeColumn.allCases)
        #expect(TreeColumns(all, width: 200).shown == TreeColumn.allCases)
        #expect(TreeColumns(all, width: 30).shown == [.size])
        #expect(TreeColumns(all, width: 47).shown == [.size, .percent, .layer])
        #expect(TreeColumns([.bar], width: 60).shown == [.bar])
        #expect(TreeColumns([], width: 60, sort: SortOrder(.count)).shown == [.files])
        #expect(TreeColumns(width: 38, sort: SortOrder(.wasted)).shown == [.size, .wasted])
        #expect(TreeColumns(width: 38, sort: SortOrder(.modified)).shown == [.size])
        #expect(TreeColumns([], width: 60, isList: true).shown == [.layer])
    }

    @Test("the offset follows the row and never leaves the list")
    func scrolling() {
        #expect(ListScroll.offset(0, showing: 0, count: 100, height: 10) == 0)
        #expect(ListScroll.offset(0, showing: 9, count: 100, height: 10) == 2)
        #expect(ListScroll.offset(50, showing: 51, count: 100, height: 10) == 49)
        #expect(ListScroll.offset(500, showing: 99, count: 100, height: 10) == 90)
        #expect(ListScroll.offset(-5, showing: 0, count: 3, height: 10) == 0)
        #expect(ListScroll.offset(7, showing: 3, count: 9, height: 0) == 0)
    }
}
