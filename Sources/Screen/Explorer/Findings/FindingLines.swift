import ImageAnalysis
import TerminalUI

/// The rows of a list of findings as lines.
struct FindingLines {
    private let state: State
    private let findings: ImageFindings
    private let unfolded: Set<Int>
    private let hasBytes: Bool
    private let width: Int
    private let theme: Theme

    /// Lines for a list in which these findings are unfolded; with a column of bytes, or without.
    init(_ state: State, _ findings: ImageFindings, unfolded: Set<Int>, hasBytes: Bool, width: Int) {
        self.state = state
        self.findings = findings
        self.unfolded = unfolded
        self.hasBytes = hasBytes
        self.width = width
        theme = state.options.theme
    }

    /// The names of the columns.
    static func heading(hasBytes: Bool, _ theme: Theme) -> TextLine {
        let amount = hasBytes ? Figure.right("Bytes", 9) + " " : ""
        return TextLine("    Severity \(amount)Layer  Line  Finding", theme.dim)
    }

    func line(_ row: FindingRow) -> TextLine {
        switch row {
        case .finding(let index): finding(findings.all[index], isUnfolded: unfolded.contains(index))
        case .item(let item, let index): self.item(findings.all[index].finding.items[item])
        }
    }

    private func finding(_ judged: ImageFindings.Judged, isUnfolded: Bool) -> TextLine {
        let finding = judged.finding
        let glyphs = state.options.glyphs
        let mark = FindingMark(judged.category, finding.severity)
        let fold = finding.items.isEmpty ? " " : String(isUnfolded ? glyphs.unfolded : glyphs.folded)
        var line = TextLine("\(fold) ", theme.dim)
            .adding("\(mark.text) \(TextWidth.pad(finding.severity.rawValue, to: 9))", mark.style(theme))
        if hasBytes { line = line.adding(Figure.right(state.bytes(finding.bytes ?? 0), 9) + " ") }
        let numbers = [finding.layer, state.line(of: finding)].map { Figure.right($0.map(String.init) ?? "-", 5) }
        line = line.adding(numbers.joined(separator: " ") + "  ", theme.dim)
        // The titles of secrets say it themselves.
        if judged.category != .secret, let state = finding.state {
            line = line.adding("\(state.shortText): ", theme.warning)
        }
        line = line.adding(Printable.escape(finding.title), theme.text)
        guard let path = finding.path, finding.items.count < 2 else { return line }
        return line.adding("  /\(Printable.escape(path))", theme.dim)
    }

    private func item(_ item: Finding.Item) -> TextLine {
        let path = "/" + Printable.escape(state.derived.stack.path(of: item.path))
        let bytes = hasBytes ? Figure.right(state.bytes(item.bytes), 9) + " " : ""
        let facts = "             \(bytes)\(Figure.right(String(item.entry.layer), 5))  "
        let room = max(8, width - TextWidth.of(facts))
        let line = TextLine(facts, theme.dim)
            .adding(StatusText.tail(of: path, width: room, ellipsis: state.ellipsis), theme.text)
        let note = "  \(Printable.escape(item.note))"
        guard !item.note.isEmpty, TextWidth.of(path) + 12 <= room else { return line }
        return line.adding(note, theme.dim)
    }
}
