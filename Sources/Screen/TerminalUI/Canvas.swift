/// A screen of cells to draw on. Whatever lies outside is clipped; a wide character is never half there.
public struct Canvas: Hashable, Sendable {
    /// Columns and rows.
    public let size: Size
    /// Where the terminal's cursor stands, for screen readers and text fields; nil hides it.
    public var cursor: Point?
    private var cells: [Cell]
    /// Columns from which text may start: so far outside that no arithmetic on them overflows.
    private static let drawableColumns = -(1 << 40)...(1 << 40)

    /// A blank canvas, every cell a space in `style`.
    public init(size: Size, style: Style = .plain) {
        self.size = size
        cells = Array(repeating: .space(style), count: size.width * size.height)
    }

    /// The whole canvas.
    public var bounds: Rect { Rect(size) }

    /// The cell at column `x` of row `y`; a blank outside the canvas.
    public subscript(x: Int, y: Int) -> Cell {
        bounds.contains(Point(x: x, y: y)) ? cells[y * size.width + x] : .blank
    }

    /// Row `y`'s cells, from left to right.
    func row(_ y: Int) -> ArraySlice<Cell> {
        cells[y * size.width..<(y + 1) * size.width]
    }

    /// Draws text in one row, from `point` to the right, and gives the columns that it took.
    ///
    /// The text ends at the canvas' edge, or before `maxWidth` columns are exceeded. Control characters appear as U+FFFD
    /// (escape untrusted text with `Printable` first); lone characters of width 0 are left out.
    @discardableResult
    public mutating func draw(
        _ text: some StringProtocol, at point: Point, style: Style = .plain, maxWidth: Int? = nil
    ) -> Int {
        guard point.y >= 0, point.y < size.height, Canvas.drawableColumns ~= point.x else { return 0 }
        let end = min(size.width, point.x.addingClamped(max(0, maxWidth ?? Int.max)))
        var x = point.x
        for character in text {
            let isControl = TextWidth.isControl(character)
            let width = isControl ? 1 : TextWidth.of(character)
            if width == 0 { continue }
            if width > end - x {
                if x >= 0, x < end, end == size.width { put(.space(style), x: x, y: point.y) }
                break
            }
            let cell = Cell(text: isControl ? "\u{fffd}" : character, style: style, width: UInt8(width))
            place(cell, x: x, y: point.y)
            x += width
        }
        return x - point.x
    }

    /// Fills the part of `rect` on the canvas with one cell, by default blank. A wide cell fills every second column.
    public mutating func fill(_ rect: Rect, with cell: Cell = .blank) {
        let area = rect.intersection(bounds)
        let step = max(1, Int(cell.width))
        for y in area.y..<max(area.y, area.maxY) {
            for x in stride(from: area.x, to: area.maxX, by: step) {
                if x + step <= area.maxX { place(cell, x: x, y: y) } else { put(.space(cell.style), x: x, y: y) }
            }
        }
    }

    /// Changes the style of every cell in the part of `rect` on the canvas and leaves the text.
    public mutating func restyle(_ rect: Rect, _ change: (Style) -> Style) {
        let area = rect.intersection(bounds)
        for y in area.y..<max(area.y, area.maxY) {
            for index in y * size.width + area.x..<y * size.width + area.maxX {
                cells[index] = cells[index].with(style: change(cells[index].style))
            }
        }
    }

    /// Copies another canvas with its top left corner at `origin`; what lies outside is clipped.
    public mutating func copy(_ other: Canvas, to origin: Point) {
        let area = Rect(x: origin.x, y: origin.y, width: other.size.width, height: other.size.height)
            .intersection(bounds)
        for y in area.y..<max(area.y, area.maxY) {
            for x in origin.x..<area.maxX where other[x - origin.x, y - origin.y].width > 0 {
                place(other[x - origin.x, y - origin.y], x: x, y: y)
            }
        }
    }

    /// Puts a cell with what continues it; where only one half of a wide cell is on the canvas, a space stands for it.
    private mutating func place(_ cell: Cell, x: Int, y: Int) {
        if x < 0 || x + Int(cell.width) > size.width {
            for column in max(0, x)..<max(max(0, x), min(size.width, x + Int(cell.width))) {
                put(.space(cell.style), x: column, y: y)
            }
            return
        }
        put(cell, x: x, y: y)
        if cell.width == 2 { put(.continuation(cell.style), x: x + 1, y: y) }
    }

    /// Writes one cell; the other half of a wide character that it cuts becomes a space.
    private mutating func put(_ cell: Cell, x: Int, y: Int) {
        let index = y * size.width + x
        let old = cells[index]
        if old.width == 0, cell.width != 0, x > 0 {
            cells[index - 1] = .space(cells[index - 1].style)
        }
        if old.width == 2, x + 1 < size.width {
            cells[index + 1] = .space(cells[index + 1].style)
        }
        cells[index] = cell
    }
}

extension Int {
    /// The sum, or the nearest value where it does not fit.
    func addingClamped(_ other: Int) -> Int {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? (other < 0 ? Int.min : Int.max) : sum
    }
}
