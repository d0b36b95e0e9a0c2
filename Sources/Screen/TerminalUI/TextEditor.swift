/// A text of several lines that is being edited.
public struct TextEditor: Hashable, Sendable {
    /// Its lines; at least one.
    public private(set) var lines: [String]
    /// The line of the cursor, from 0.
    public private(set) var line = 0
    /// The character of the line before which the cursor stands, from 0.
    public private(set) var column = 0

    /// More lines than anyone edits here.
    private static let maximumLines = 10_000

    /// A text to edit, the cursor at its start.
    public init(_ text: String = "") {
        lines = TextEditor.lines(of: text)
    }

    /// The whole text, every line ended.
    public var text: String { lines.joined(separator: "\n") + "\n" }

    /// Applies a key; false where it means nothing to an editor.
    public mutating func handle(_ key: Key) -> Bool {
        switch (key.code, key.modifiers) {
        case (.enter, []): breakLine()
        case (.up, []), (.character("p"), .control): move(to: line - 1)
        case (.down, []), (.character("n"), .control): move(to: line + 1)
        case (.pageUp, []): move(to: line - 10)
        case (.pageDown, []): move(to: line + 10)
        case (.left, []) where column == 0, (.character("b"), .control) where column == 0: moveToEndOfLineBefore()
        case (.right, []) where column == lines[line].count,
            (.character("f"), .control) where column == lines[line].count:
            moveToStartOfNextLine()
        case (.backspace, []) where column == 0: joinWithLineBefore()
        case (.delete, []) where column == lines[line].count: joinWithNextLine()
        case (.character("k"), .control) where lines[line].isEmpty: joinWithNextLine()
        default: return handleInLine(key)
        }
        return true
    }

    /// Puts text before the cursor; its line breaks break the line.
    public mutating func insert(_ pasted: String) {
        for (index, part) in TextEditor.lines(of: pasted).enumerated() {
            if index > 0 { breakLine() }
            var field = field
            field.insert(part)
            take(field)
        }
    }

    /// Draws the lines with their numbers into `rect`, scrolled so that the cursor shows.
    ///
    /// - Parameters:
    ///   - language: The language that gives colours; nil for none.
    ///   - marked: Lines, from 1, that something is said of.
    ///   - hasCursor: Whether the cursor stands in it.
    public func draw(
        into canvas: inout Canvas, in rect: Rect, language: Language?, marked: Set<Int> = [], hasCursor: Bool,
        theme: Theme, glyphs: Glyphs = .unicode
    ) {
        let first = top(of: rect.height)
        let digits = String(lines.count).count
        let area = Rect(x: rect.x + digits + 2, y: rect.y, width: max(0, rect.width - digits - 2), height: rect.height)
        let shown = lines[min(first, lines.count)...].prefix(rect.height)
        let skipped = skippedColumns(width: area.width)
        for (row, number) in shown.indices.enumerated() {
            let label = String(number + 1)
            let padding = String(repeating: " ", count: digits - label.count)
            let mark = marked.contains(number + 1) ? String(glyphs.warning) : " "
            let style = marked.contains(number + 1) ? theme.warning : theme.dim
            canvas.draw(padding + label + mark, at: Point(x: rect.x, y: rect.y + row), style: style)
        }
        TextViewer(
            lines: shown.map(TextEditor.shown), column: skipped,
            tokens: tokens(language, upTo: shown.endIndex)
                .map { Array($0[shown.startIndex...]) } ?? []
        )
        .draw(into: &canvas, in: area, theme: theme)
        if hasCursor {
            let x = TextWidth.of(lines[line].prefix(column)) - skipped
            canvas.cursor = Point(x: area.x + min(max(0, x), max(0, area.width - 1)), y: rect.y + line - first)
        }
    }

    /// Tokens of the lines before `end`; nil without a language.
    private func tokens(_ language: Language?, upTo end: Int) -> [[Token]]? {
        guard let language else { return nil }
        var state = Tokenizer.State.start
        return lines[..<end].map { Tokenizer.tokens(of: $0, in: language, state: &state) }
    }

    /// The first line on a screen of so many rows: the cursor stands in its middle where it can.
    private func top(of height: Int) -> Int { max(0, min(line - height / 2, lines.count - height)) }

    private func skippedColumns(width: Int) -> Int {
        max(0, TextWidth.of(lines[line].prefix(column)) - max(1, width - 1))
    }

    /// Tabs and other control characters as one blank each, so that columns stay what they are.
    private static func shown(_ line: String) -> String {
        String(line.map { TextWidth.isControl($0) ? " " : $0 })
    }

    private static func lines(of text: String) -> [String] {
        var lines = text.split(maxSplits: maximumLines, omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
            .map { line in
                String(line.last == "\r" ? line.dropLast() : line)
            }
        if lines.count > 1, lines.last?.isEmpty == true { lines.removeLast() }
        return lines.isEmpty ? [""] : lines
    }

    // MARK: Within a line

    /// The line of the cursor as a field.
    private var field: TextField {
        var field = TextField(lines[line])
        field.move(to: column)
        return field
    }

    private mutating func handleInLine(_ key: Key) -> Bool {
        var field = field
        guard field.handle(key) else { return false }
        take(field)
        return true
    }

    private mutating func take(_ field: TextField) {
        lines[line] = field.text
        column = field.position
    }

    // MARK: Between lines

    private mutating func move(to wanted: Int) {
        line = min(max(0, wanted), lines.count - 1)
        column = min(column, lines[line].count)
    }

    private mutating func breakLine() {
        guard lines.count < TextEditor.maximumLines else { return }
        let rest = String(lines[line].dropFirst(column))
        lines[line] = String(lines[line].prefix(column))
        lines.insert(rest, at: line + 1)
        (line, column) = (line + 1, 0)
    }

    private mutating func moveToEndOfLineBefore() {
        guard line > 0 else { return }
        line -= 1
        column = lines[line].count
    }

    private mutating func moveToStartOfNextLine() {
        guard line < lines.count - 1 else { return }
        (line, column) = (line + 1, 0)
    }

    private mutating func joinWithLineBefore() {
        guard line > 0 else { return }
        let rest = lines.remove(at: line)
        line -= 1
        column = lines[line].count
        lines[line] += rest
    }

    private mutating func joinWithNextLine() {
        guard line < lines.count - 1 else { return }
        lines[line] += lines.remove(at: line + 1)
    }
}
