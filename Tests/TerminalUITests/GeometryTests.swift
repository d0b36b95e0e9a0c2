import Testing

@testable import TerminalUI

@Suite struct GeometryTests {
    let rect = Rect(x: 2, y: 3, width: 10, height: 6)

    @Test func splitsCoverTheWhole() {
        #expect(rect.splitLeft(4).left == Rect(x: 2, y: 3, width: 4, height: 6))
        #expect(rect.splitLeft(4).rest == Rect(x: 6, y: 3, width: 6, height: 6))
        #expect(rect.splitTop(1).rest == Rect(x: 2, y: 4, width: 10, height: 5))
        #expect(rect.splitBottom(1).bottom == Rect(x: 2, y: 8, width: 10, height: 1))
    }

    @Test(arguments: [-1, 0, 99])
    func splitsAreClamped(columns: Int) {
        let (left, rest) = rect.splitLeft(columns)
        #expect(left.width + rest.width == rect.width && left.width >= 0 && rest.width >= 0)
    }

    @Test func insetCenterAndIntersection() {
        #expect(rect.inset(columns: 1, rows: 2) == Rect(x: 3, y: 5, width: 8, height: 2))
        #expect(rect.inset(columns: 6, rows: 1).isEmpty)
        #expect(rect.centered(Size(width: 4, height: 99)) == Rect(x: 5, y: 3, width: 4, height: 6))
        #expect(rect.intersection(Rect(x: 0, y: 0, width: 3, height: 4)) == Rect(x: 2, y: 3, width: 1, height: 1))
        #expect(rect.intersection(Rect(x: 50, y: 0, width: 3, height: 4)).isEmpty)
        #expect(rect.contains(Point(x: 11, y: 8)) && !rect.contains(Point(x: 12, y: 8)))
        #expect(rect.row(5) == Rect(x: 2, y: 8, width: 10, height: 1))
        #expect(rect.row(6).isEmpty)
    }
}
