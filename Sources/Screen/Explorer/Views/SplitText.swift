import TerminalUI

/// A list with the text of what is selected in it: beside the list where that is wide, else below it.
struct SplitText {
    /// The list.
    let rows: Rect
    /// The text.
    let text: Rect
    private let divider: Rect
    private let isWide: Bool

    private static let narrowestPair = 150

    /// The parts of a rectangle.
    init(_ inside: Rect) {
        isWide = inside.width >= SplitText.narrowestPair
        if isWide {
            let (left, right) = inside.splitLeft(inside.width * 3 / 5)
            rows = left
            (divider, text) = right.splitLeft(1)
        } else {
            let (top, bottom) = inside.splitTop(inside.height - max(4, inside.height * 2 / 5))
            rows = top
            (divider, text) = bottom.splitTop(1)
        }
    }

    func drawDivider(into canvas: inout Canvas, _ state: State) {
        let box = state.options.glyphs.box
        let line = String(repeating: isWide ? box.vertical : box.horizontal, count: divider.width)
        for y in divider.y..<divider.maxY {
            canvas.draw(line, at: Point(x: divider.x, y: y), style: state.options.theme.border)
        }
    }

    /// Draws as many lines as there is room for; the last one says where there are more.
    func draw(_ lines: [TextLine], into canvas: inout Canvas, _ state: State) {
        let area = text.inset(columns: 1, rows: 0)
        for (index, line) in lines.prefix(area.height).enumerated() {
            let isCut = index == area.height - 1 && lines.count > area.height
            let shown = isCut ? line.adding(" " + state.ellipsis, state.options.theme.dim) : line
            shown.draw(into: &canvas, in: area.row(index), ellipsis: state.ellipsis)
        }
    }
}
