import TerminalUI

/// A file's contents over the whole screen.
struct ViewerScreen {
    private let state: State

    init(_ state: State) {
        self.state = state
    }

    func draw(into canvas: inout Canvas) {
        guard let viewer = state.viewer else { return }
        let theme = state.options.theme
        let glyphs = state.options.glyphs
        let area = state.layout.viewer
        let box = Rect(x: 0, y: 0, width: area.width + 2, height: area.height + 2)
        Frame(title: "/" + Printable.escape(viewer.path), trailing: facts(viewer), isFocused: true)
            .draw(into: &canvas, in: box, theme: theme, glyphs: glyphs)
        guard viewer.contents != nil else {
            let text = viewer.failure ?? "reading\(state.ellipsis)"
            let lines = TextLine.wrapped(
                text, width: area.width, style: viewer.failure == nil ? theme.dim : theme.error)
            for (index, line) in lines.prefix(area.height).enumerated() {
                line.draw(into: &canvas, in: area.row(index))
            }
            return
        }
        drawRows(viewer, into: &canvas, in: area)
        let bar = Rect(x: box.maxX - 1, y: area.y, width: 1, height: area.height)
        Scrollbar(offset: viewer.row, count: viewer.rows.texts.count)
            .draw(into: &canvas, in: bar, theme: theme, glyphs: glyphs)
        drawNote(viewer, into: &canvas, y: box.maxY - 1, width: box.width)
        canvas.cursor = area.origin
    }

    /// The rows of contents, with their numbers.
    func drawRows(_ viewer: Viewer, into canvas: inout Canvas, in area: Rect) {
        let theme = state.options.theme
        let gutter = viewer.showsNumbers && !viewer.isHex ? viewer.rows.gutterWidth : 0
        let last = min(viewer.rows.texts.count, viewer.row + area.height)
        let shown = viewer.rows.texts[min(viewer.row, last)..<last]
        let text = TextViewer(
            lines: Array(shown), column: viewer.column, match: viewer.search, tokens: viewer.colors.tokens)
        text.draw(
            into: &canvas, in: Rect(x: area.x + gutter, y: area.y, width: area.width - gutter, height: area.height),
            theme: theme)
        guard gutter > 0 else { return }
        for (line, number) in viewer.rows.numbers[min(viewer.row, last)..<last].enumerated() where number > 0 {
            canvas.draw(
                Figure.right(String(number), gutter - 1), at: Point(x: area.x, y: area.y + line), style: theme.dim)
        }
    }

    private func facts(_ viewer: Viewer) -> String {
        "\(state.bytes(viewer.size)), layer \(viewer.entry.layer)"
    }

    /// What the viewer does not show, in the lower border.
    private func drawNote(_ viewer: Viewer, into canvas: inout Canvas, y: Int, width: Int) {
        guard let contents = viewer.contents else { return }
        let theme = state.options.theme
        var notes: [String] = []
        if contents.bytes.isEmpty { notes.append("the file is empty") }
        if contents.isCut {
            notes.append("the first \(state.bytes(Int64(contents.bytes.count))) only: e opens all of it")
        }
        if viewer.isHex, !contents.isText { notes.append("no text: shown in hexadecimal") }
        guard !notes.isEmpty else { return }
        TextLine(" " + notes.joined(separator: "; ") + " ", theme.warning)
            .draw(into: &canvas, in: Rect(x: 2, y: y, width: width - 4, height: 1), ellipsis: state.ellipsis)
    }
}
