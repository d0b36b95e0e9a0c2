/// A column that shows which part of a list is on the screen.
public struct Scrollbar: Sendable {
    /// The first row shown, from 0.
    public let offset: Int
    /// Rows of the list.
    public let count: Int

    /// A scrollbar of a list of `count` rows that is shown from row `offset`.
    public init(offset: Int, count: Int) {
        self.offset = offset
        self.count = count
    }

    /// Which rows of the bar the moving part takes, from 0; nil where the whole list fits `height` rows.
    public func thumb(height: Int) -> Range<Int>? {
        guard height > 0, count > height else { return nil }
        let length = max(1, Int((Double(height) * Double(height) / Double(count)).rounded()))
        let fraction = Double(min(max(0, offset), count - height)) / Double(count - height)
        let start = Int((fraction * Double(height - length)).rounded())
        return start..<start + length
    }

    /// Draws into the first column of `rect`, over a border if it stands there; nothing where the whole list fits.
    public func draw(into canvas: inout Canvas, in rect: Rect, theme: Theme, glyphs: Glyphs = .unicode) {
        guard rect.width > 0, let thumb = thumb(height: rect.height) else { return }
        for row in 0..<rect.height {
            let glyph = thumb.contains(row) ? glyphs.scrollThumb : glyphs.scrollTrack
            canvas.draw(String(glyph), at: Point(x: rect.x, y: rect.y + row), style: theme.border)
        }
    }
}
