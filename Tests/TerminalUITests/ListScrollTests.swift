import Testing

@testable import TerminalUI

@Suite struct ListScrollTests {
    private func moved(_ scroll: ListScroll, _ moves: ListScroll.Move..., count: Int = 100, height: Int = 10) -> [Int] {
        var scroll = scroll
        for move in moves { scroll.move(move, count: count, height: height) }
        return [scroll.selection, scroll.offset]
    }

    @Test func keepsAMarginVisible() {
        #expect(moved(ListScroll(), .rows(7)) == [7, 0])
        #expect(moved(ListScroll(), .rows(8)) == [8, 1])
        #expect(moved(ListScroll(selection: 20, offset: 18), .rows(-1)) == [19, 17])
    }

    @Test func pagesAndHalves() {
        #expect(moved(ListScroll(), .pageDown) == [9, 9 - 2])
        #expect(moved(ListScroll(selection: 50, offset: 45), .pageDown) == [59, 54])
        #expect(moved(ListScroll(selection: 50, offset: 45), .halfPageUp) == [45, 40])
        #expect(moved(ListScroll(selection: 50, offset: 45), .pageUp, .pageDown) == [50, 45])
    }

    @Test func topBottomAndBounds() {
        #expect(moved(ListScroll(), .bottom) == [99, 90])
        #expect(moved(ListScroll(), .bottom, .rows(5)) == [99, 90])
        #expect(moved(ListScroll(selection: 99, offset: 90), .top, .rows(-1)) == [0, 0])
        #expect(moved(ListScroll(), .to(500)) == [99, 90])
        #expect(moved(ListScroll(), .rows(.max)) == [99, 90])
        #expect(moved(ListScroll(selection: 5), .rows(.min)) == [0, 0])
    }

    @Test func anEmptyOrTinyListIsFine() {
        #expect(moved(ListScroll(selection: 7, offset: 5), .rows(1), count: 0) == [0, 0])
        #expect(moved(ListScroll(), .rows(3), count: 10, height: 1) == [3, 3])
        #expect(moved(ListScroll(), .rows(3), count: 10, height: 0)[0] == 3)
        #expect(moved(ListScroll(), .bottom, count: 3, height: 10) == [2, 0])
        #expect(moved(ListScroll(selection: .max, offset: .max), .rows(1), count: 3, height: 10) == [2, 0])
    }

    @Test func theWheelScrollsAndDragsTheSelectionOnlyAtTheEdge() {
        var scroll = ListScroll(selection: 5, offset: 0)
        scroll.scroll(by: 3, count: 100, height: 10)
        #expect([scroll.selection, scroll.offset] == [5, 3])
        scroll.scroll(by: 3, count: 100, height: 10)
        #expect([scroll.selection, scroll.offset] == [8, 6])
        scroll.scroll(by: 1000, count: 100, height: 10)
        #expect([scroll.selection, scroll.offset] == [92, 90])
        scroll.scroll(by: -1000, count: 100, height: 10)
        #expect([scroll.selection, scroll.offset] == [7, 0])
    }

    @Test func theSelectionIsAlwaysOnTheScreen() {
        for count in [0, 1, 5, 30] {
            for height in 1...12 {
                var scroll = ListScroll()
                for move in [.rows(4), .pageDown, .halfPageDown, .rows(-3), .bottom, .pageUp, .top] as [ListScroll.Move]
                {
                    scroll.move(move, count: count, height: height)
                    #expect(count == 0 || scroll.visible(count: count, height: height).contains(scroll.selection))
                    scroll.scroll(by: 2, count: count, height: height)
                    #expect(count == 0 || scroll.visible(count: count, height: height).contains(scroll.selection))
                }
            }
        }
    }

    @Test func rowsOfTheScreenAreRowsOfTheList() {
        let scroll = ListScroll(selection: 12, offset: 10)
        #expect(scroll.visible(count: 15, height: 10) == 10..<15)
        #expect(scroll.index(atRow: 4, count: 15) == 14)
        #expect(scroll.index(atRow: 5, count: 15) == nil)
        #expect(scroll.index(atRow: -1, count: 15) == nil)
    }
}
