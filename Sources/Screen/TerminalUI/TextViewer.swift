/// Lines of text, scrolled sideways, with what was searched for marked.
///
/// The lines must be safe to show: escape them with `Printable` first.
public struct TextViewer: Sendable {
    /// The text's lines.
    public let lines: [String]
    /// Columns scrolled to the right.
    public var column: Int
    /// What to mark; empty for nothing. Upper and lower case are the same where it has no upper case letter.
    public var match: String
    /// The tokens of each line, which give it colours; none for lines beyond.
    public var tokens: [[Token]]

    /// A view of lines.
    public init(lines: [String], column: Int = 0, match: String = "", tokens: [[Token]] = []) {
        self.lines = lines
        self.column = column
        self.match = match
        self.tokens = tokens
    }

    /// The first line from `start` on that holds the searched text, forwards or backwards, round the end; nil where none does.
    public func nextMatch(from start: Int, backwards: Bool = false) -> Int? {
        TextViewer.match(match, among: lines.count, from: start, backwards: backwards) { lines[$0] }
    }

    /// The first of `count` lines from `start` on that holds a text, forwards or backwards, round the end; nil where
    /// none does.
    public static func match(
        _ text: String, among count: Int, from start: Int, backwards: Bool, line: (Int) -> String
    ) -> Int? {
        guard !text.isEmpty, count > 0 else { return nil }
        let step = backwards ? count - 1 : 1
        var index = ((start % count) + count) % count
        for _ in 0..<count {
            if !matches(of: text, in: line(index)).isEmpty { return index }
            index = (index + step) % count
        }
        return nil
    }

    /// Draws the lines into `rect`, from its top.
    public func draw(into canvas: inout Canvas, in rect: Rect, theme: Theme) {
        for (index, text) in lines.prefix(rect.height).enumerated() {
            let tokens = tokens.indices.contains(index) ? tokens[index] : []
            draw(text, tokens, into: &canvas, in: rect.row(index), theme: theme)
        }
    }

    private func draw(
        _ text: String, _ tokens: [Token], into canvas: inout Canvas, in area: Rect, theme: Theme
    ) {
        let skipped = max(0, column)
        var line = Canvas(size: Size(width: area.width, height: 1))
        line.draw(text, at: Point(x: -skipped, y: 0), style: theme.text)
        for token in tokens {
            let utf8 = text.utf8
            let range = token.range.clamped(to: 0..<utf8.count)
            let start = utf8.index(utf8.startIndex, offsetBy: range.lowerBound)
            let end = utf8.index(utf8.startIndex, offsetBy: range.upperBound)
            let column = TextWidth.of(text[..<start]) - skipped
            let part = Rect(x: column, y: 0, width: TextWidth.of(text[start..<end]), height: 1)
            line.restyle(part) { $0.merging(theme.style(of: token.kind)) }
        }
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
