import DisplayText

/// Rows of text in columns that line up, by the columns that a terminal needs and not by characters.
public struct TextTable: Sendable {
    /// One column: its heading and how it behaves.
    public struct Column: Sendable {
        /// Which side the text stands at.
        public enum Alignment: Sendable {
            case left, right
        }

        /// What stands above the column; empty for none.
        public var heading: String
        /// Which side the text stands at.
        public var alignment: Alignment
        /// Whether the column gives way when the table is too wide, and to how many columns at the least; nil for never.
        public var minimumWidth: Int?
        /// Whether text that is too long goes on in the next line; else it is cut.
        public var wraps: Bool

        /// A column of its parts.
        public init(
            _ heading: String, _ alignment: Alignment = .left, minimumWidth: Int? = nil, wraps: Bool = false
        ) {
            self.heading = heading
            self.alignment = alignment
            self.minimumWidth = minimumWidth
            self.wraps = wraps
        }
    }

    /// What stands in one place: text without control characters, and how it looks.
    public struct Cell: Sendable, ExpressibleByStringInterpolation {
        /// The text, already escaped.
        public var text: String
        /// How it looks where colours are on.
        public var style: TextStyle

        /// A cell of its parts.
        public init(_ text: String, _ style: TextStyle = .plain) {
            self.text = text
            self.style = style
        }

        /// A plain cell.
        public init(stringLiteral text: String) {
            self.init(text)
        }
    }

    /// The columns, left to right.
    public var columns: [Column]
    /// The rows, each with a cell for each column.
    public private(set) var rows: [[Cell]] = []

    /// A table without rows.
    public init(_ columns: [Column]) {
        self.columns = columns
    }

    /// Adds a row; missing cells are empty, surplus ones are left out.
    public mutating func append(_ row: [Cell]) {
        let missing = max(0, columns.count - row.count)
        rows.append(Array(row.prefix(columns.count)) + Array(repeating: "", count: missing))
    }

    /// The lines of the table: headings if any column has one, then the rows, no spaces at the ends.
    ///
    /// - Parameters:
    ///   - width: How many columns there are; nil for as many as it takes.
    ///   - palette: How styles become escape sequences.
    public func lines(width: Int? = nil, palette: TextStyle.Palette = .plain) -> [String] {
        blocks(width: width, palette: palette).flatMap(\.self)
    }

    /// The same with the lines of each row together, for whoever puts something between rows.
    public func blocks(width: Int? = nil, palette: TextStyle.Palette = .plain) -> [[String]] {
        let widths = fittedWidths(of: rows, into: width)
        return (headings + rows).map { lines(of: $0, widths, palette) }
    }

    /// Writes the lines of a table that has other rows than its own. They are gone through twice, at first to see how wide
    /// the columns must be: rows that are made when they are asked for are never all in memory.
    ///
    /// - Parameters:
    ///   - rows: Each with a cell for each column.
    ///   - write: Gets each line, with its line feed.
    public func write<Failure: Error>(
        _ rows: some Collection<[Cell]>, width: Int? = nil, palette: TextStyle.Palette = .plain,
        to write: (String) throws(Failure) -> Void
    ) throws(Failure) {
        let widths = fittedWidths(of: rows, into: width)
        for row in headings { for line in lines(of: row, widths, palette) { try write(line + "\n") } }
        for row in rows { for line in lines(of: row, widths, palette) { try write(line + "\n") } }
    }

    private var headings: [[Cell]] {
        columns.contains { !$0.heading.isEmpty } ? [columns.map { Cell($0.heading, .heading) }] : []
    }

    private func lines(of row: [Cell], _ widths: [Int], _ palette: TextStyle.Palette) -> [String] {
        wrapped(row, widths).map { line(of: $0, widths: widths, palette: palette) }
    }

    /// A row as one for each of its lines.
    private func wrapped(_ row: [Cell], _ widths: [Int]) -> [[Cell]] {
        let pieces = row.enumerated().map { index, cell in
            columns[index].wraps && TextWidth.of(cell.text) > widths[index]
                ? TextWidth.wrap(cell.text, width: widths[index]) : [cell.text]
        }
        return (0..<(pieces.map(\.count).max() ?? 1)).map { line in
            row.indices.map { Cell(line < pieces[$0].count ? pieces[$0][line] : "", row[$0].style) }
        }
    }

    private func line(of row: [Cell], widths: [Int], palette: TextStyle.Palette) -> String {
        var line = ""
        // Spaces are owed until something follows them.
        var owed = 0
        for (index, cell) in row.enumerated() {
            let text = TextWidth.truncate(cell.text, to: widths[index])
            let slack = max(0, widths[index] - TextWidth.of(text))
            let before = columns[index].alignment == .right ? slack : 0
            if !text.isEmpty {
                line += String(repeating: " ", count: owed + before) + palette.apply(cell.style, to: text)
                owed = 0
            } else {
                owed += before
            }
            owed += slack - before + TextTable.gap
        }
        return line
    }

    /// Each column as wide as its widest cell; then the elastic ones, widest first, give way until the table fits.
    private func fittedWidths(of rows: some Collection<[Cell]>, into width: Int?) -> [Int] {
        var widths = columns.map { TextWidth.of($0.heading) }
        for row in rows {
            for (column, cell) in row.enumerated() { widths[column] = max(widths[column], TextWidth.of(cell.text)) }
        }
        guard let width else { return widths }
        var excess = widths.reduce(0, +) + TextTable.gap * (columns.count - 1) - width
        while excess > 0 {
            let elastic = columns.indices.filter { widths[$0] > (columns[$0].minimumWidth ?? .max) }
            guard let widest = elastic.max(by: { widths[$0] < widths[$1] }) else { break }
            let next = elastic.filter { $0 != widest }.map { widths[$0] }.max() ?? 0
            let floor = max(columns[widest].minimumWidth ?? 0, min(next, widths[widest] - 1))
            let step = min(excess, widths[widest] - floor)
            widths[widest] -= step
            excess -= step
        }
        return widths
    }

    private static let gap = 2
}
