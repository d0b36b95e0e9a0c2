import TerminalUI

/// The palette over the lower part of the screen, as high as what it lists.
struct PaletteBox {
    private let state: State
    private let palette: Palette
    private let entries: [Palette.Entry]
    /// The box with its border.
    let frame: Rect

    /// The least width that has room for the command lines.
    private static let narrowestTwin = 76

    /// Nil where no palette is open.
    init?(_ state: State) {
        guard let prompt = state.prompt, case .palette(let palette) = prompt.purpose else { return nil }
        self.state = state
        self.palette = palette
        entries = palette.entries(for: prompt.field.text, in: state)
        let body = state.layout.body
        let height = min(body.height, max(1, entries.count) + 2)
        frame = body.splitBottom(height).bottom
    }

    /// Rows for entries.
    var height: Int { max(1, frame.height - 2) }

    func draw(into canvas: inout Canvas) {
        let (theme, glyphs) = (state.options.theme, state.options.glyphs)
        canvas.fill(frame)
        let count = Figure.count(entries.count, "command")
        let inside = Frame(title: "Commands", trailing: count, isFocused: true)
            .draw(into: &canvas, in: frame, theme: theme, glyphs: glyphs)
        if entries.isEmpty {
            TextLine("No command matches; Enter searches names.", theme.dim)
                .draw(into: &canvas, in: inside.row(0).inset(columns: 1, rows: 0), ellipsis: state.ellipsis)
        }
        let keyWidth = entries.map { TextWidth.of($0.binding.label) }.max() ?? 0
        for (row, index) in palette.scroll.visible(count: entries.count, height: inside.height).enumerated() {
            let rect = inside.row(row).inset(columns: 1, rows: 0)
            draw(entries[index], keyWidth: min(keyWidth, 14), into: &canvas, in: rect)
            if index == palette.scroll.selection { canvas.restyle(inside.row(row)) { _ in theme.selection } }
        }
        let bar = Rect(x: frame.maxX - 1, y: inside.y, width: 1, height: inside.height)
        Scrollbar(offset: palette.scroll.offset, count: entries.count)
            .draw(into: &canvas, in: bar, theme: theme, glyphs: glyphs)
    }

    private func draw(_ entry: Palette.Entry, keyWidth: Int, into canvas: inout Canvas, in rect: Rect) {
        let theme = state.options.theme
        let twin = frame.width >= PaletteBox.narrowestTwin ? entry.twin ?? "" : ""
        let room = twin.isEmpty ? rect.width : max(rect.width / 2, rect.width - TextWidth.of(twin) - 2)
        let key = TextWidth.pad(entry.binding.label, to: keyWidth, ellipsis: state.ellipsis)
        TextLine(key + "  ", theme.footerKey).adding(entry.binding.help, theme.text)
            .draw(into: &canvas, in: rect.splitLeft(room).left, ellipsis: state.ellipsis)
        guard !twin.isEmpty else { return }
        let right = rect.splitLeft(room + 2).rest
        let shown = TextWidth.truncate(twin, to: right.width, ellipsis: state.ellipsis)
        canvas.draw(shown, at: Point(x: right.maxX - TextWidth.of(shown), y: right.y), style: theme.dim)
    }

    /// The entry at a point of the screen; nil where there is none.
    func entry(at point: Point) -> Int? {
        let inside = frame.inset(columns: 1, rows: 1)
        return inside.contains(point) ? palette.scroll.index(atRow: point.y - inside.y, count: entries.count) : nil
    }
}
