/// Where a list has to start on the screen.
enum Scrolling {
    /// The offset nearest to `offset` that shows row `row` of `count` rows on `height` rows of screen, with two rows
    /// around it where the list goes on, and nothing empty at the end.
    static func offset(_ offset: Int, showing row: Int, count: Int, height: Int) -> Int {
        guard height > 0 else { return 0 }
        let margin = min(2, (height - 1) / 2)
        var offset = offset
        if row < offset + margin { offset = row - margin }
        if row > offset + height - 1 - margin { offset = row - height + 1 + margin }
        return max(0, min(offset, count - height))
    }
}
