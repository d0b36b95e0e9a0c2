/// Which row of a list is selected and which is the first one shown. A list of 0 rows has selection 0.
public struct ListScroll: Hashable, Sendable {
    /// The selected row, from 0.
    public private(set) var selection: Int
    /// The first row shown, from 0.
    public private(set) var offset: Int

    /// A list with this row selected, scrolled to this offset. `fit` brings both into bounds.
    public init(selection: Int = 0, offset: Int = 0) {
        self.selection = max(0, selection)
        self.offset = max(0, offset)
    }

    /// A movement of the selection.
    public enum Move: Hashable, Sendable {
        /// So many rows down, negative for up.
        case rows(Int)
        case pageUp, pageDown, halfPageUp, halfPageDown
        case top, bottom
        /// To this row.
        case to(Int)
    }

    /// Moves the selection, and the offset as far as it must to keep the selection visible.
    ///
    /// - Parameters:
    ///   - count: rows of the list.
    ///   - height: rows on the screen.
    ///   - margin: rows to keep visible above and below the selection, where the list goes on.
    public mutating func move(_ move: Move, count: Int, height: Int, margin: Int = 2) {
        let page = max(1, height - 1)
        switch move {
        case .rows(let rows): step(rows)
        case .pageUp: turn(by: -page)
        case .pageDown: turn(by: page)
        case .halfPageUp: turn(by: -max(1, height / 2))
        case .halfPageDown: turn(by: max(1, height / 2))
        case .top: selection = 0
        case .bottom: selection = max(0, count - 1)
        case .to(let row): selection = max(0, row)
        }
        fit(count: count, height: height, margin: margin)
    }

    /// Scrolls so many rows, negative for up, as the wheel does; the selection moves only to stay visible.
    public mutating func scroll(by rows: Int, count: Int, height: Int, margin: Int = 2) {
        offset = min(max(0, offset.addingClamped(rows)), max(0, count - height))
        let kept = ListScroll.margin(margin, height: height)
        let first = offset == 0 ? 0 : offset + kept
        let last = offset + height >= count ? count - 1 : offset + height - 1 - kept
        selection = max(0, max(first, min(selection, last)))
        fit(count: count, height: height, margin: margin)
    }

    /// Brings selection and offset into the bounds of a list of `count` rows on `height` rows of screen.
    public mutating func fit(count: Int, height: Int, margin: Int = 2) {
        selection = min(max(0, selection), max(0, count - 1))
        offset = min(offset, max(0, count))
        let kept = ListScroll.margin(margin, height: height)
        if selection < offset + kept { offset = selection - kept }
        if height > 0, selection > offset + height - 1 - kept { offset = selection - height + 1 + kept }
        offset = min(max(0, offset), max(0, count - max(1, height)))
    }

    /// The rows on the screen.
    public func visible(count: Int, height: Int) -> Range<Int> {
        let first = min(offset, max(0, count))
        return first..<max(first, min(count, first.addingClamped(max(0, height))))
    }

    /// The row of the list at row `row` of the screen, both from 0; nil below the list's end.
    public func index(atRow row: Int, count: Int) -> Int? {
        let index = offset + row
        return row >= 0 && index < count ? index : nil
    }

    private mutating func step(_ rows: Int) {
        selection = max(0, selection.addingClamped(rows))
    }

    private mutating func turn(by rows: Int) {
        step(rows)
        offset = max(0, offset.addingClamped(rows))
    }

    private static func margin(_ margin: Int, height: Int) -> Int {
        max(0, min(margin, (height - 1) / 2))
    }
}
