import Explorer
import TerminalUI

/// Markdown as lessons have it, in lines of a width: paragraphs, lists, code, and in them **bold** and `code`.
struct MarkdownText {
    /// The lines.
    let lines: [TextLine]

    /// - Parameters:
    ///   - text: The Markdown.
    ///   - width: Columns.
    ///   - style: The style of plain words.
    init(_ text: String, width: Int, theme: Theme, style: Style? = nil) {
        var lines: [TextLine] = []
        for block in MarkdownText.blocks(text) {
            if !lines.isEmpty, !block.joins { lines.append(TextLine()) }
            lines += block.lines(width: width, theme, style ?? theme.text)
        }
        self.lines = lines
    }

    /// A paragraph, an item of a list, or lines of code.
    private struct Block {
        var text: String
        var isItem = false
        var isCode = false
        /// Whether no blank line is before it.
        var joins = false

        func lines(width: Int, _ theme: Theme, _ style: Style) -> [TextLine] {
            if isCode {
                return text.split(separator: "\n", omittingEmptySubsequences: false).map {
                    TextLine("  " + TextWidth.truncate(String($0), to: max(1, width - 2)), theme.syntaxName)
                }
            }
            let indent = isItem ? 2 : 0
            let rows = MarkdownText.wrap(MarkdownText.runs(text, theme, style), width: max(8, width - indent))
            return rows.enumerated().map { index, row in
                guard isItem else { return row }
                var line = TextLine(index == 0 ? "- " : "  ", style)
                line.parts += row.parts
                return line
            }
        }
    }

    private static func blocks(_ text: String) -> [Block] {
        var blocks: [Block] = []
        var isOpen = false
        var isCode = false
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let trimmed = line.drop(while: \.isWhitespace)
            if trimmed.hasPrefix("```") {
                isCode.toggle()
                isOpen = false
                if isCode { blocks.append(Block(text: "", isCode: true)) }
            } else if isCode, let last = blocks.indices.last {
                blocks[last].text += (blocks[last].text.isEmpty ? "" : "\n") + line
            } else if trimmed.isEmpty {
                isOpen = false
            } else if trimmed.hasPrefix("- ") {
                blocks.append(Block(text: String(trimmed.dropFirst(2)), isItem: true, joins: isOpen))
                isOpen = true
            } else if isOpen, let last = blocks.indices.last {
                blocks[last].text += " " + trimmed
            } else {
                blocks.append(Block(text: String(trimmed)))
                isOpen = true
            }
        }
        return blocks
    }

    /// Words with their styles; a word has no blank in it, and what follows it without one is joined to it.
    private typealias Word = [TextLine.Part]

    private static func runs(_ text: String, _ theme: Theme, _ style: Style) -> [Word] {
        var words: [Word] = [[]]
        var isBold = false
        var isCode = false
        var part = ""
        func current() -> Style {
            if isCode { return theme.syntaxName }
            return isBold ? theme.title : style
        }
        func flush() {
            if !part.isEmpty { words[words.count - 1].append(TextLine.Part(text: part, style: current())) }
            part = ""
        }
        var rest = Substring(text)
        while let character = rest.first {
            if !isCode, rest.hasPrefix("**") {
                flush()
                isBold.toggle()
                rest = rest.dropFirst(2)
                continue
            }
            rest = rest.dropFirst()
            if character == "`" {
                flush()
                isCode.toggle()
            } else if character == " " {
                flush()
                if !(words.last?.isEmpty ?? true) { words.append([]) }
            } else {
                part.append(character)
            }
        }
        flush()
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
