import TerminalUI

/// A file's contents on the screen.
struct ViewerScreen {
    private let state: State

    init(_ state: State) {
        self.state = state
    }

    /// Draws the contents, or why they are not there, with what is not shown in the border below.
    func draw(_ viewer: Viewer, into canvas: inout Canvas, in area: Rect) {
        let theme = state.options.theme
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
        drawNote(viewer, into: &canvas, y: area.maxY, width: area.maxX + area.x)
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
