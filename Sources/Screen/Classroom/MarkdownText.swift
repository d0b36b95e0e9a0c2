import Explorer
import Learn
import TerminalUI

/// The Markdown of lessons in lines of a width.
struct MarkdownText {
    /// The lines.
    let lines: [TextLine]

    /// - Parameters:
    ///   - text: The Markdown.
    ///   - width: Columns.
    ///   - style: The style of plain words.
    init(_ text: String, width: Int, theme: Theme, style: Style? = nil) {
        var lines: [TextLine] = []
        for block in MarkdownDocument(text).blocks {
            if !lines.isEmpty, !block.joins { lines.append(TextLine()) }
            lines += MarkdownText.lines(of: block, width: width, theme, style ?? theme.text)
        }
        self.lines = lines
    }

    private static func lines(
        of block: MarkdownDocument.Block, width: Int, _ theme: Theme, _ style: Style
    ) -> [TextLine] {
        if block.kind == .code {
            return block.lines.map {
                TextLine("  " + TextWidth.truncate(String($0), to: max(1, width - 2)), theme.syntaxName)
            }
        }
        let isItem = block.kind == .item
        let rows = wrap(words(of: block.spans, theme, style), width: max(8, width - (isItem ? 2 : 0)))
        return rows.enumerated().map { index, row in
            guard isItem else { return row }
            var line = TextLine(index == 0 ? "- " : "  ", style)
            line.parts += row.parts
            return line
        }
    }

    /// Words with their styles; a word has no blank in it, and what follows it without one is joined to it.
    private typealias Word = [TextLine.Part]

    private static func words(of spans: [MarkdownDocument.Span], _ theme: Theme, _ style: Style) -> [Word] {
        var words: [Word] = [[]]
        for span in spans {
            let style = span.style.isEmpty ? style : span.style.contains(.code) ? theme.syntaxName : theme.title
            for (index, word) in span.text.split(separator: " ", omittingEmptySubsequences: false).enumerated() {
                if index > 0, words.last?.isEmpty == false { words.append([]) }
                if !word.isEmpty { words[words.count - 1].append(TextLine.Part(text: String(word), style: style)) }
            }
        }
        return words.filter { !$0.isEmpty }
    }

    private static func wrap(_ words: [Word], width: Int) -> [TextLine] {
        var lines: [TextLine] = []
        var line = TextLine()
        var used = 0
        for word in words.flatMap({ cut($0, width: width) }) {
            let columns = word.reduce(0) { $0 + TextWidth.of($1.text) }
            if used > 0, used + 1 + columns > width {
                lines.append(line)
                (line, used) = (TextLine(), 0)
            }
            if used > 0 {
                line = line.adding(" ")
                used += 1
            }
            line.parts += word
            used += columns
        }
        return lines + (used > 0 ? [line] : [])
    }

    /// A word that is wider than a line, in pieces that fit.
    private static func cut(_ word: Word, width: Int) -> [Word] {
        guard word.reduce(0, { $0 + TextWidth.of($1.text) }) > width else { return [word] }
        return word.flatMap { part in
            TextWidth.wrap(part.text, width: width).map { [TextLine.Part(text: $0, style: part.style)] }
        }
    }
}
