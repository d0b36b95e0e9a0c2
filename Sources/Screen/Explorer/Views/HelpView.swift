import TerminalUI

extension ViewID {
    static let help = ViewID("help")
}

/// All keys and marks.
struct HelpView: View {
    let id = ViewID.help
    let hasSelection = false
    var place = ViewPlace()

    var key: KeyBinding? {
        KeyBinding(
            "? F1", .show(id), [.layers, .tree, .viewer], .program, hint: "help", "this help")
    }

    func title(in state: State) -> String { "Keys and marks" }

    func rows(in state: State, width: Int) -> ViewRows { ViewRows(HelpText(state).lines(width: width)) }

    /// The same key closes it, which needs no hint.
    func hint(for command: Command, in state: State) -> String? { command == .show(id) ? "" : nil }
}

/// A key or mark with what it means.
struct HelpLine: Hashable {
    var key: String
    var text: String
    /// The key's style; nil for the theme's style of keys. A legend shows its marks in their own.
    var style: Style?
}

/// All keys by group, from the table of keys, and the marks with what they mean.
private struct HelpText {
    private let state: State

    init(_ state: State) {
        self.state = state
    }

    private struct Block {
        var title: String
        var lines: [HelpLine]
    }

    private var blocks: [Block] {
        let theme = state.options.theme
        let marks = Block(
            title: "Marks", lines: ChangeMark.legend(theme, state.options.glyphs) + FindingMark.legend(theme))
        let keys = KeyBinding.Group.allCases.map { group in
            Block(
                title: group.rawValue,
                lines: KeyBindings.group(group).map { HelpLine(key: $0.label, text: $0.help) })
        }
        return [marks] + keys
    }

    /// The blocks in as many columns as fit, filled from top to bottom.
    func lines(width: Int) -> [TextLine] {
        let blocks = blocks
        let keyWidth = blocks.flatMap(\.lines).map { TextWidth.of($0.key) }.max() ?? 0
        let textWidth = blocks.flatMap(\.lines).map { TextWidth.of($0.text) }.max() ?? 0
        let columnWidth = keyWidth + 2 + textWidth
        if columnWidth > width { return blocks.flatMap { wrapped($0, keyWidth: keyWidth, width: width) } }
        let count = max(1, min(3, (width + 3) / (columnWidth + 3)))
        let columns = HelpText.columns(blocks, count: count).map { column in
            column.flatMap { lines(of: $0, keyWidth: keyWidth) }
        }
        let height = columns.map(\.count).max() ?? 0
        return (0..<height).map { row in
            columns.reduce(TextLine()) { line, column in
                let cell = column.indices.contains(row) ? column[row] : TextLine()
                guard line.width > 0 || column != columns.first else { return cell }
                return HelpText.joined(line, cell, at: columnWidth + 3, column: columns.firstIndex(of: column) ?? 0)
            }
        }
    }

    private static func joined(_ line: TextLine, _ cell: TextLine, at step: Int, column: Int) -> TextLine {
        let gap = String(repeating: " ", count: max(0, column * step - line.width))
        return cell.parts.reduce(line.adding(gap)) { $0.adding($1.text, $1.style) }
    }

    /// A block on a screen that is too narrow for its lines.
    private func wrapped(_ block: Block, keyWidth: Int, width: Int) -> [TextLine] {
        let theme = state.options.theme
        let lines = block.lines.flatMap { line in
            let key = TextWidth.pad(line.key, to: keyWidth + 1)
            return TextLine.wrapped(
                line.text, label: TextLine(key, line.style ?? theme.footerKey), width: width, style: theme.text)
        }
        return [TextLine(block.title, theme.title)] + lines + [TextLine()]
    }

    private func lines(of block: Block, keyWidth: Int) -> [TextLine] {
        let theme = state.options.theme
        let lines = block.lines.map { line in
            TextLine(TextWidth.pad(line.key, to: keyWidth + 2), line.style ?? theme.footerKey)
                .adding(line.text, theme.text)
        }
        return [TextLine(block.title, theme.title)] + lines + [TextLine()]
    }

    /// Whole blocks in `count` columns of about the same height.
    private static func columns(_ blocks: [Block], count: Int) -> [[Block]] {
        let total = blocks.reduce(0) { $0 + $1.lines.count + 2 }
        var columns: [[Block]] = [[]]
        var height = 0
        for block in blocks {
            let size = block.lines.count + 2
            if height > 0, height + size / 2 > total / count, columns.count < count {
                columns.append([])
                height = 0
            }
            columns[columns.count - 1].append(block)
            height += size
        }
        return columns
    }
}
