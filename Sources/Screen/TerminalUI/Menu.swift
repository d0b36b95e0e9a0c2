/// A list to pick from, over the rest of the screen.
public struct Menu: Sendable {
    /// One row of the list.
    public struct Item: Hashable, Sendable {
        /// The text.
        public let text: String
        /// More about it, at the right.
        public let detail: String
        /// Whether it can be picked; the detail says why not.
        public let isEnabled: Bool

        /// A row.
        public init(_ text: String, detail: String = "", isEnabled: Bool = true) {
            self.text = text
            self.detail = detail
            self.isEnabled = isEnabled
        }
    }

    /// The title.
    public let title: String
    /// The rows.
    public let items: [Item]
    /// Which row is selected.
    public let scroll: ListScroll

    /// A list with a title.
    public init(title: String, items: [Item], scroll: ListScroll) {
        self.title = title
        self.items = items
        self.scroll = scroll
    }

    /// Draws over the middle of `rect` and gives the rectangle of the rows, for the mouse and for page sizes.
    @discardableResult
    public func draw(into canvas: inout Canvas, in rect: Rect, theme: Theme, glyphs: Glyphs = .unicode) -> Rect {
        let text = items.map { TextWidth.of($0.text) }.max() ?? 0
        let detail = items.map { TextWidth.of($0.detail) }.max() ?? 0
        let width = max(text + (detail > 0 ? detail + 2 : 0) + 4, TextWidth.of(title) + 6)
        let box = rect.inset(columns: 1, rows: 0).centered(Size(width: width, height: items.count + 2))
        canvas.fill(box)
        let inside = Frame(title: title, isFocused: true).draw(into: &canvas, in: box, theme: theme, glyphs: glyphs)
        var scroll = scroll
        scroll.fit(count: items.count, height: inside.height)
        canvas.cursor = nil
        for (row, index) in scroll.visible(count: items.count, height: inside.height).enumerated() {
            draw(items[index], into: &canvas, in: inside.row(row), theme, glyphs)
            if index == scroll.selection {
                canvas.restyle(inside.row(row)) { _ in theme.selection }
                canvas.cursor = inside.row(row).origin
            }
        }
        let bar = Rect(x: box.maxX - 1, y: inside.y, width: 1, height: inside.height)
        Scrollbar(offset: scroll.offset, count: items.count).draw(into: &canvas, in: bar, theme: theme, glyphs: glyphs)
        return inside
    }

    private func draw(_ item: Item, into canvas: inout Canvas, in row: Rect, _ theme: Theme, _ glyphs: Glyphs) {
        let room = row.inset(columns: 1, rows: 0)
        let text = TextWidth.truncate(item.text, to: room.width, ellipsis: String(glyphs.ellipsis))
        let used = canvas.draw(text, at: room.origin, style: item.isEnabled ? theme.text : theme.dim)
        let width = TextWidth.of(item.detail)
        guard width > 0, used + 2 + width <= room.width else { return }
        canvas.draw(item.detail, at: Point(x: room.maxX - width, y: row.y), style: theme.dim)
    }
}
