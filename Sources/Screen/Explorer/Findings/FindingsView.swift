import FileTree
import ImageAnalysis
import TerminalUI

/// The findings over the panes: the list of the tab, and all of the selected one beside or below it.
struct FindingsView {
    private let state: State
    private let findings: ImageFindings
    private let rows: FindingRows
    private let layout: FindingsLayout
    private let theme: Theme
    private let glyphs: Glyphs
    private var pane: FindingsPane { state.findingsPane }

    /// The view of a state's findings; nil before there are any.
    init?(_ state: State) {
        guard let findings = state.findings else { return nil }
        self.state = state
        self.findings = findings
        rows = state.findingsPane.rows(of: findings)
        layout = FindingsLayout(state.size)
        theme = state.options.theme
        glyphs = state.options.glyphs
    }

    func draw(into canvas: inout Canvas) {
        let scroll = pane.list.scroll
        ListOverlay(title: title, count: rows.count, scroll: scroll, area: layout.rows)
            .draw(into: &canvas, state) { rows[$0].map(line) ?? TextLine() }
        heading.draw(into: &canvas, in: layout.heading.inset(columns: 1, rows: 0), ellipsis: state.ellipsis)
        drawDivider(into: &canvas)
        let area = layout.text.inset(columns: 1, rows: 0)
        guard let row = rows[scroll.selection] else {
            TextLine("There are no such findings.", theme.dim).draw(into: &canvas, in: layout.rows.row(0))
            return
        }
        let lines = FindingText(state).lines(of: row, in: findings, width: area.width)
        for (index, line) in lines.prefix(area.height).enumerated() {
            let isCut = index == area.height - 1 && lines.count > area.height
            let shown = isCut ? line.adding(" " + state.ellipsis, theme.dim) : line
            shown.draw(into: &canvas, in: area.row(index), ellipsis: state.ellipsis)
        }
    }

    /// Both tabs with how many findings they have; the one on the screen in brackets.
    private var title: String {
        func name(_ text: String, _ tab: FindingsPane.Tab, _ count: Int) -> String {
            let filter = tab == pane.tab ? pane.list.category.map { ": \($0.rawValue)" } ?? "" : ""
            let shown = tab == pane.tab ? rows.findings.count : count
            let text = "\(text)\(filter) \(Figure.grouped(shown))"
            return tab == pane.tab ? "[\(text)]" : " \(text) "
        }
        return name("Waste", .waste, findings.aboutBytes.count) + " "
            + name("Findings", .others, findings.others.count)
    }

    private func drawDivider(into canvas: inout Canvas) {
        let character = layout.isWide ? glyphs.box.vertical : glyphs.box.horizontal
        for y in layout.divider.y..<layout.divider.maxY {
            let line = String(repeating: character, count: layout.divider.width)
            canvas.draw(line, at: Point(x: layout.divider.x, y: y), style: theme.border)
        }
    }

    private var heading: TextLine {
        let amount = pane.tab == .waste ? Figure.right("Bytes", 9) + " " : ""
        return TextLine("    Severity \(amount)Layer  Line  Finding", theme.dim)
    }

    private func line(_ row: FindingRow) -> TextLine {
        switch row {
        case .finding(let index): finding(findings.all[index], isUnfolded: pane.list.unfolded.contains(index))
        case .item(let item, let index): self.item(findings.all[index].finding.items[item])
        }
    }

    private func finding(_ judged: ImageFindings.Judged, isUnfolded: Bool) -> TextLine {
        let finding = judged.finding
        let mark = FindingMark(judged.category, finding.severity)
        let fold = finding.items.isEmpty ? " " : String(isUnfolded ? glyphs.unfolded : glyphs.folded)
        var line = TextLine("\(fold) ", theme.dim)
            .adding("\(mark.text) \(TextWidth.pad(finding.severity.rawValue, to: 9))", mark.style(theme))
        if pane.tab == .waste { line = line.adding(Figure.right(state.bytes(finding.bytes ?? 0), 9) + " ") }
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
        let bytes = pane.tab == .waste ? Figure.right(state.bytes(item.bytes), 9) + " " : ""
        let facts = "             \(bytes)\(Figure.right(String(item.entry.layer), 5))  "
        let room = max(8, layout.rows.width - 2 - TextWidth.of(facts))
        let line = TextLine(facts, theme.dim)
            .adding(StatusText.tail(of: path, width: room, ellipsis: state.ellipsis), theme.text)
        let note = "  \(Printable.escape(item.note))"
        guard !item.note.isEmpty, TextWidth.of(path) + 12 <= room else { return line }
        return line.adding(note, theme.dim)
    }
}
