import Testing

@testable import TerminalUI

@Suite struct ListScrollTests {
    private func fitted(_ selection: Int, _ offset: Int, count: Int = 100, height: Int = 10) -> [Int] {
        var scroll = ListScroll(selection: selection, offset: offset)
        scroll.fit(count: count, height: height)
        return [scroll.selection, scroll.offset]
    }

    @Test func keepsAMarginVisible() {
        #expect(fitted(7, 0) == [7, 0])
        #expect(fitted(8, 0) == [8, 1])
        #expect(fitted(19, 18) == [19, 17])
        #expect(fitted(99, 0) == [99, 90])
    }

    @Test func anEmptyOrTinyListIsFine() {
        #expect(fitted(7, 5, count: 0) == [0, 0])
        #expect(fitted(3, 0, count: 10, height: 1) == [3, 3])
        #expect(fitted(3, 0, count: 10, height: 0)[0] == 3)
        #expect(fitted(2, 0, count: 3) == [2, 0])
        #expect(fitted(.max, .max, count: 3) == [2, 0])
        #expect(fitted(-5, -5) == [0, 0])
    }

    @Test func theSelectionIsAlwaysOnTheScreen() {
        for count in [1, 5, 30] {
            for (height, row) in (1...12).flatMap({ height in (0..<count).map { (height, $0) } }) {
                for offset in [0, row / 2, row, count] {
                    var scroll = ListScroll(selection: row, offset: offset)
                    scroll.fit(count: count, height: height)
                    #expect(scroll.visible(count: count, height: height).contains(row))
                    #expect(scroll.offset <= max(0, count - height))
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
