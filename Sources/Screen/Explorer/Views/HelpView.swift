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
            "? F1", .show(id), [.layers, .tree], .program, hint: "help", "this help")
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

extension HelpLine {
    /// A binding's keys with what they do.
    init(_ binding: KeyBinding) { self.init(key: binding.label, text: binding.help) }
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

    /// What keys mean here comes first, then all keys by group; what is on the screen least comes last.
    private var blocks: [Block] {
        let theme = state.options.theme
        let here = Block(title: "Here", lines: lines(KeyBindings.help(for: state.modeUnderBoxes)))
        let marks = Block(
            title: "Marks", lines: ChangeMark.legend(theme, state.options.glyphs) + FindingMark.legend(theme))
        let keys = KeyBinding.Group.allCases.map { group in
            Block(title: group.rawValue, lines: self.lines(KeyBindings.group(group)))
        }
        return ([here] + keys + [marks]).filter { !$0.lines.isEmpty }
    }

    private func lines(_ bindings: [KeyBinding]) -> [HelpLine] {
        bindings.map(state.options.keys.bound).map(HelpLine.init)
    }

    /// The least width of a column that can be read.
    private static let narrowestColumn = 38

    /// The blocks in as many columns as can be read, filled from top to bottom.
    func lines(width: Int) -> [TextLine] {
        let blocks = blocks
        let keyWidth = min(14, blocks.flatMap(\.lines).map { TextWidth.of($0.key) }.max() ?? 0)
        let count = max(1, min(3, (width + 2) / (HelpText.narrowestColumn + 2)))
        let columnWidth = (width + 2) / count - 2
        let columns = HelpText.columns(
            blocks.map { wrapped($0, keyWidth: keyWidth, width: columnWidth) }, count: count)
        let height = columns.map(\.count).max() ?? 0
        return (0..<height).map { row in
            columns.enumerated().reduce(TextLine()) { line, column in
                guard column.element.indices.contains(row) else { return line }
                let gap = String(repeating: " ", count: max(0, column.offset * (columnWidth + 2) - line.width))
                return column.element[row].parts.reduce(gap.isEmpty ? line : line.adding(gap)) {
                    $0.adding($1.text, $1.style)
                }
            }
        }
    }

    private func wrapped(_ block: Block, keyWidth: Int, width: Int) -> [TextLine] {
        let theme = state.options.theme
        let lines = block.lines.flatMap { line -> [TextLine] in
            let style = line.style ?? theme.footerKey
            let key = TextWidth.pad(line.key, to: keyWidth + 1)
            guard TextWidth.of(line.key) <= keyWidth else {
                return [TextLine(line.key, style)]
                    + TextLine.wrapped(
                        line.text, label: TextLine(String(repeating: " ", count: keyWidth + 1)), width: width,
                        style: theme.text)
            }
            return TextLine.wrapped(line.text, label: TextLine(key, style), width: width, style: theme.text)
        }
        return [TextLine(block.title, theme.title)] + lines + [TextLine()]
    }

    /// Whole blocks in `count` columns of about the same height.
    private static func columns(_ blocks: [[TextLine]], count: Int) -> [[TextLine]] {
        let total = blocks.reduce(0) { $0 + $1.count }
        var columns: [[TextLine]] = [[]]
        for block in blocks {
            let height = columns[columns.count - 1].count
            if height > 0, height + block.count / 2 > total / count, columns.count < count { columns.append([]) }
            columns[columns.count - 1] += block
        }
        return columns
    }
}
