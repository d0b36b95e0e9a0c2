import ImageAnalysis
import TerminalUI

/// The rows of a list of findings as lines.
struct FindingLines {
    private let state: State
    private let findings: ImageFindings
    private let unfolded: Set<Int>
    private let width: Int
    private let theme: Theme

    /// Below this width there are no columns but the mark.
    private static let narrowest = 58

    /// Lines for a list in which these findings are unfolded.
    init(_ state: State, _ findings: ImageFindings, unfolded: Set<Int>, width: Int) {
        self.state = state
        self.findings = findings
        self.unfolded = unfolded
        self.width = width
        theme = state.options.theme
    }

    /// The names of the columns.
    static func heading(_ theme: Theme) -> TextLine {
        TextLine("    Severity Layer  Line  Finding", theme.dim)
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
            .adding("\(mark.text) ", mark.style(theme))
        guard width >= FindingLines.narrowest else { return line.adding(Printable.escape(finding.title), theme.text) }
        line = line.adding(TextWidth.pad(finding.severity.rawValue, to: 9), mark.style(theme))
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
        let indent = width >= FindingLines.narrowest ? 13 : 1
        let facts = Figure.right(String(item.entry.layer), indent + 5) + "  "
        let room = max(8, width - TextWidth.of(facts))
        let line = TextLine(facts, theme.dim)
            .adding(StatusText.tail(of: path, width: room, ellipsis: state.ellipsis), theme.text)
        let note = "  \(Printable.escape(item.note))"
        guard !item.note.isEmpty, TextWidth.of(path) + 12 <= room else { return line }
        return line.adding(note, theme.dim)
    }
}
