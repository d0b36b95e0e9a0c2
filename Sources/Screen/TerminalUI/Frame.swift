/// The border of a pane with a title at its left and, where there is room, a second text at its right.
public struct Frame: Sendable {
    /// The title, at the left of the top line.
    public let title: String
    /// The text at the right of the top line; the first to go when the pane is narrow.
    public let trailing: String
    /// Whether the pane has the focus.
    public let isFocused: Bool

    /// A border with a title.
    public init(title: String, trailing: String = "", isFocused: Bool = false) {
        self.title = title
        self.trailing = trailing
        self.isFocused = isFocused
    }

    /// Draws the border along the edge of `rect` and gives what lies inside.
    @discardableResult
    public func draw(into canvas: inout Canvas, in rect: Rect, theme: Theme, glyphs: Glyphs = .unicode) -> Rect {
        guard rect.width >= 2, rect.height >= 2 else { return Rect(x: rect.x, y: rect.y, width: 0, height: 0) }
        let box = isFocused ? glyphs.boxFocused : glyphs.box
        let style = isFocused ? theme.borderFocused : theme.border
        let line = String(repeating: box.horizontal, count: rect.width - 2)
        canvas.draw("\(box.topLeft)\(line)\(box.topRight)", at: rect.origin, style: style)
        for y in rect.y + 1..<rect.maxY - 1 {
            canvas.draw(String(box.vertical), at: Point(x: rect.x, y: y), style: style)
            canvas.draw(String(box.vertical), at: Point(x: rect.maxX - 1, y: y), style: style)
        }
        let bottom = Point(x: rect.x, y: rect.maxY - 1)
        canvas.draw("\(box.bottomLeft)\(line)\(box.bottomRight)", at: bottom, style: style)
        drawTitle(into: &canvas, in: rect, style: isFocused ? theme.title.merging(style) : theme.title, theme, glyphs)
        return rect.inset(columns: 1, rows: 1)
    }

    private func drawTitle(
        into canvas: inout Canvas, in rect: Rect, style: Style, _ theme: Theme, _ glyphs: Glyphs
    ) {
        let room = rect.width - 6
        guard room > 0, !title.isEmpty else { return }
        let title = TextWidth.truncate(title, to: room, ellipsis: glyphs.ellipsis)
        canvas.draw(" \(title) ", at: Point(x: rect.x + 2, y: rect.y), style: style)
        let width = TextWidth.of(trailing)
        guard width > 0, TextWidth.of(title) + width + 3 <= room else { return }
        canvas.draw(" \(trailing) ", at: Point(x: rect.maxX - 4 - width, y: rect.y), style: theme.dim)
    }
}
