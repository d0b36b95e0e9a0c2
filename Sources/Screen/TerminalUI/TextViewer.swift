/// Lines of text with numbers, wrapped or scrolled sideways, with what was searched for marked.
///
/// The lines must be safe to show: escape them with `Printable` first.
public struct TextViewer: Sendable {
    /// A line of the screen: which line of the text it shows, and its part.
    public struct Row: Hashable, Sendable {
        /// The line, from 0.
        public let line: Int
        /// What it shows of the line.
        public let text: String
        /// Whether it starts the line, and so carries its number.
        public let isFirst: Bool
    }

    /// The text's lines.
    public let lines: [String]
    /// Whether long lines go on in the next row.
    public var isWrapped: Bool
    /// Whether lines carry their numbers.
    public var showsNumbers: Bool
    /// Columns scrolled to the right; without meaning when wrapped.
    public var column: Int
    /// What to mark; empty for nothing. Upper and lower case are the same where it has no upper case letter.
    public var match: String

    /// A view of lines.
    public init(
        lines: [String], isWrapped: Bool = false, showsNumbers: Bool = true, column: Int = 0, match: String = ""
    ) {
        self.lines = lines
        self.isWrapped = isWrapped
        self.showsNumbers = showsNumbers
        self.column = column
        self.match = match
    }

    /// Columns that the numbers take, the space after them included.
    public var gutterWidth: Int {
        showsNumbers ? String(lines.count).count + 1 : 0
    }

    /// The rows from `line` (from 0) on that fill a screen of this size.
    public func rows(from line: Int, size: Size) -> [Row] {
        let width = max(1, size.width - gutterWidth)
        var rows: [Row] = []
        var line = max(0, line)
        while line < lines.count, rows.count < size.height {
            let parts = isWrapped ? TextWidth.wrap(lines[line], width: width) : [lines[line]]
            rows += parts.enumerated().map { Row(line: line, text: $1, isFirst: $0 == 0) }
            line += 1
        }
        return Array(rows.prefix(size.height))
    }

    /// The first line from `start` on that holds the searched text, forwards or backwards, round the end; nil where none does.
    public func nextMatch(from start: Int, backwards: Bool = false) -> Int? {
        guard !match.isEmpty, !lines.isEmpty else { return nil }
        let step = backwards ? lines.count - 1 : 1
        var line = ((start % lines.count) + lines.count) % lines.count
        for _ in lines {
            if !TextViewer.matches(of: match, in: lines[line]).isEmpty { return line }
            line = (line + step) % lines.count
        }
        return nil
    }

    /// Draws the rows from `line` (from 0) on into `rect`.
    public func draw(into canvas: inout Canvas, in rect: Rect, from line: Int, theme: Theme) {
        for (index, row) in rows(from: line, size: rect.size).enumerated() {
            let y = rect.y + index
            if showsNumbers, row.isFirst {
                let number = String(row.line + 1)
                let x = rect.x + gutterWidth - 1 - number.count
                canvas.draw(number, at: Point(x: x, y: y), style: theme.dim, maxWidth: rect.width)
            }
            let area = Rect(
                x: rect.x + gutterWidth, y: y, width: rect.width - gutterWidth, height: 1)
            drawText(row.text, into: &canvas, in: area, theme: theme)
        }
    }

    private func drawText(_ text: String, into canvas: inout Canvas, in area: Rect, theme: Theme) {
        let skipped = isWrapped ? 0 : max(0, column)
        var line = Canvas(size: Size(width: area.width, height: 1))
        line.draw(text, at: Point(x: -skipped, y: 0), style: theme.text)
        for range in TextViewer.matches(of: match, in: text) {
            let start = TextWidth.of(text[..<range.lowerBound]) - skipped
            let mark = Rect(x: start, y: 0, width: TextWidth.of(text[range]), height: 1)
            line.restyle(mark) { $0.merging(theme.searchMatch) }
        }
        canvas.copy(line, to: area.origin)
    }

    /// Where `match` stands in `text`, without overlaps; upper and lower case are the same where it has no upper case letter.
    public static func matches(of match: String, in text: String) -> [Range<String.Index>] {
        let wanted = Array(match)
        guard !wanted.isEmpty else { return [] }
        let exact = wanted.contains(where: \.isUppercase)
        func fits(_ index: String.Index) -> String.Index? {
            var index = index
            for character in wanted {
                guard index < text.endIndex else { return nil }
                guard text[index] == character || !exact && text[index].lowercased() == character.lowercased() else {
                    return nil
                }
                index = text.index(after: index)
            }
            return index
        }
        var ranges: [Range<String.Index>] = []
        var index = text.startIndex
        while index < text.endIndex {
            if let end = fits(index) {
                ranges.append(index..<end)
                index = end
            } else {
                index = text.index(after: index)
            }
        }
        return ranges
    }
}
