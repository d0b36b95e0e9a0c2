import TerminalUI

/// The palette over the lower part of the screen, as high as what it lists.
struct PaletteBox {
    private let state: State
    private let entries: [Palette.Entry]
    private let list: PromptList

    /// The least width that has room for the command lines.
    private static let narrowestTwin = 76

    /// Nil where no palette is open.
    init?(_ state: State) {
        guard let prompt = state.prompt, case .palette(let palette) = prompt.purpose else { return nil }
        self.state = state
        entries = palette.entries(for: prompt.field.text, in: state)
        list = PromptList(count: entries.count, scroll: palette.scroll, in: state)
    }

    /// Rows for entries.
    var height: Int { list.height }

    func draw(into canvas: inout Canvas) {
        let keyWidth = entries.map { TextWidth.of($0.binding.label) }.max() ?? 0
        list.draw(into: &canvas, title: "Commands", trailing: Figure.count(entries.count, "command")) {
            draw(entries[$0], keyWidth: min(keyWidth, 14), into: &$2, in: $1)
        }
        guard entries.isEmpty else { return }
        TextLine("No command matches; Enter searches names.", state.options.theme.dim)
            .draw(into: &canvas, in: list.row(0), ellipsis: state.ellipsis)
    }

    private func draw(_ entry: Palette.Entry, keyWidth: Int, into canvas: inout Canvas, in rect: Rect) {
        let theme = state.options.theme
        let twin = list.frame.width >= PaletteBox.narrowestTwin ? entry.twin ?? "" : ""
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
    func entry(at point: Point) -> Int? { list.index(at: point) }
}
