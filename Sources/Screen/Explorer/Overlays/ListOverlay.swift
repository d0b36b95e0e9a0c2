import TerminalUI

/// A list over all of the panes, its rows in several styles.
struct ListOverlay {
    let title: String
    /// How many rows the list has.
    let count: Int
    let scroll: ListScroll
    /// Where the rows are drawn, inside the border.
    let area: Rect

    /// Draws the border and the rows that are on the screen; `line` gives a row's text by its index, from 0.
    func draw(into canvas: inout Canvas, _ state: State, line: (Int) -> TextLine) {
        let (theme, glyphs) = (state.options.theme, state.options.glyphs)
        let frame = OverlayBox.frame(of: state.size)
        canvas.fill(frame)
        let position = count > area.height ? "\(scroll.selection + 1) of \(count)" : ""
        Frame(title: title, trailing: position, isFocused: true)
            .draw(into: &canvas, in: frame, theme: theme, glyphs: glyphs)
        canvas.cursor = area.origin
        for (row, index) in scroll.visible(count: count, height: area.height).enumerated() {
            let rect = area.row(row)
            line(index).draw(into: &canvas, in: rect.inset(columns: 1, rows: 0), ellipsis: state.ellipsis)
            guard index == scroll.selection else { continue }
            canvas.restyle(rect) { _ in theme.selection }
            canvas.cursor = rect.origin
        }
        let bar = Rect(x: frame.maxX - 1, y: area.y, width: 1, height: area.height)
        Scrollbar(offset: scroll.offset, count: count).draw(into: &canvas, in: bar, theme: theme, glyphs: glyphs)
    }
}
