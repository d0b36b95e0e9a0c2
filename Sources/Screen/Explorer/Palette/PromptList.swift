import TerminalUI

/// What can be chosen for the line that is being typed: over the lower part of the screen, as high as what it lists.
struct PromptList {
    /// The box with its border.
    let frame: Rect
    private let count: Int
    private let scroll: ListScroll
    private let options: Options

    init(count: Int, scroll: ListScroll, in state: State) {
        (self.count, self.scroll, options) = (count, scroll, state.options)
        let body = state.layout.body
        frame = body.splitBottom(min(body.height, max(1, count) + 2)).bottom
    }

    /// Rows for what is listed.
    var height: Int { max(1, frame.height - 2) }

    private var inside: Rect { frame.inset(columns: 1, rows: 1) }

    /// Draws the border, the rows in sight, by their index, and the scrollbar.
    func draw(
        into canvas: inout Canvas, title: String, trailing: String, row: (Int, Rect, inout Canvas) -> Void
    ) {
        canvas.fill(frame)
        Frame(title: title, trailing: trailing, isFocused: true)
            .draw(into: &canvas, in: frame, theme: options.theme, glyphs: options.glyphs)
        for (line, index) in scroll.visible(count: count, height: inside.height).enumerated() {
            row(index, self.row(line), &canvas)
            if index == scroll.selection { canvas.restyle(inside.row(line)) { _ in options.theme.selection } }
        }
        let bar = Rect(x: frame.maxX - 1, y: inside.y, width: 1, height: inside.height)
        Scrollbar(offset: scroll.offset, count: count)
            .draw(into: &canvas, in: bar, theme: options.theme, glyphs: options.glyphs)
    }

    /// Where the text of a line goes.
    func row(_ line: Int) -> Rect { inside.row(line).inset(columns: 1, rows: 0) }

    /// The index of what stands at a point of the screen; nil where nothing does.
    func index(at point: Point) -> Int? {
        inside.contains(point) ? scroll.index(atRow: point.y - inside.y, count: count) : nil
    }
}
