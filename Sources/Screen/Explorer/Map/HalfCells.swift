import TerminalUI

/// Coloured tiles that stand in two rows to a row of cells: the upper half of a cell has the colour of its text, the lower one
/// that behind it.
struct HalfCells {
    private let area: Rect
    /// The colour of each half; nil for nothing.
    private var halves: [Color?]

    /// - Parameters:
    ///   - tiles: Where each lies, in half rows from the screen's top, and its colour.
    ///   - area: The cells that they lie in.
    init(_ tiles: [(area: Rect, color: Color)], in area: Rect) {
        self.area = area
        halves = Array(repeating: nil, count: area.width * area.height * 2)
        for tile in tiles {
            for y in tile.area.y..<tile.area.maxY {
                let start = (y - area.y * 2) * area.width + tile.area.x - area.x
                for index in start..<start + tile.area.width { halves[index] = tile.color }
            }
        }
    }

    func draw(into canvas: inout Canvas) {
        for row in 0..<area.height {
            for column in 0..<area.width {
                let upper = halves[row * 2 * area.width + column]
                let lower = halves[(row * 2 + 1) * area.width + column]
                let cell = Rect(x: area.x + column, y: area.y + row, width: 1, height: 1)
                canvas.fill(cell, with: HalfCells.cell(upper, lower))
            }
        }
    }

    /// A colour can stand before nothing, but nothing cannot stand before a colour.
    private static func cell(_ upper: Color?, _ lower: Color?) -> Cell {
        switch (upper, lower) {
        case (let upper?, let lower?):
            upper == lower ? Cell(" ", style: Style(.standard, on: upper)) : Cell("▀", style: Style(upper, on: lower))
        case (let upper?, nil): Cell("▀", style: Style(upper))
        case (nil, let lower?): Cell("▄", style: Style(lower))
        case (nil, nil): Cell(" ")
        }
    }
}
