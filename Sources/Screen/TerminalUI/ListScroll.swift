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

    /// Selects another row; the list scrolls only as far as `fit` has to.
    public mutating func select(_ row: Int) { selection = max(0, row) }

    /// Brings selection and offset into the bounds of a list of `count` rows on `height` rows of screen.
    /// Two rows around the selection are kept visible where the list goes on.
    public mutating func fit(count: Int, height: Int) {
        selection = min(max(0, selection), max(0, count - 1))
        offset = min(offset, max(0, count))
        let kept = max(0, min(2, (height - 1) / 2))
        if selection < offset + kept { offset = selection - kept }
        if height > 0, selection > offset + height - 1 - kept { offset = selection - height + 1 + kept }
        offset = min(max(0, offset), max(0, count - max(1, height)))
    }

    /// The first row to show of a list whose row `selection` is selected, `offset` being the first one so far.
    public static func offset(_ offset: Int, showing selection: Int, count: Int, height: Int) -> Int {
        guard height > 0 else { return 0 }
        var scroll = ListScroll(selection: selection, offset: offset)
        scroll.fit(count: count, height: height)
        return scroll.offset
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
}
