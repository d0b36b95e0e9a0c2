import FileTree
import ImageAnalysis
import TerminalUI

extension ViewID {
    static let finding = ViewID("finding")
}

/// All that is known of one finding; a list of findings leads to it.
struct FindingView: View {
    let id = ViewID.finding
    let hasSelection = false
    var place = ViewPlace()
    var row: FindingRow?
    let commands: Set<Command> = [.learn]

    func title(in state: State) -> String { "Finding" }

    func rows(in state: State, width: Int) -> ViewRows {
        guard let row, let findings = state.findings else { return ViewRows([TextLine]()) }
        return ViewRows(FindingText(state).lines(of: row, in: findings, width: width, isWhole: true))
    }

    func lesson(in state: State) -> Lesson? {
        row.flatMap { row in state.findings?.all[row.finding].finding.lesson }
    }
}

/// All that is known of a finding: what it rests on, why it matters and what to do.
struct FindingText {
    private let state: State
    private let theme: Theme

    init(_ state: State) {
        self.state = state
        theme = state.options.theme
    }

    /// The text in lines of at most `width` columns.
    ///
    /// - Parameter isWhole: Whether a long instruction has all of its lines; elsewhere one is enough, since it is in the pane
    ///   of layers.
    func lines(
        of row: FindingRow, in findings: ImageFindings, width: Int, isWhole: Bool = false
    ) -> [TextLine] {
        let judged = findings.all[row.finding]
        let finding = judged.finding
        var lines: [TextLine] = []
        var isFile = false
        if case .item(let index, _) = row {
            lines += file(finding.items[index], width: width)
            isFile = true
        }
        let mark = TextLine("\(finding.severity.rawValue) ", theme.style(of: finding.severity))
        let title = "\(Printable.escape(finding.title))  (\(judged.category.rawValue): \(finding.rule.id))"
        lines += TextLine.wrapped(title, label: mark, width: width, style: theme.title)
        if !isFile, let place = place(of: finding) {
            let label = TextLine.factName("Where", theme)
            lines += isWhole ? TextLine.wrapped(place, label: label, width: width) : [label.adding(place)]
        }
        var facts: [(name: String, value: String)] = []
        if let path = finding.path, !isFile {
            facts.append(("Path", "/" + Printable.escape(path)))
        }
        if let state = finding.state { facts.append(("State", state.text(layer: finding.layer))) }
        if let confidence = finding.confidence { facts.append(("Confidence", confidence.rawValue)) }
        facts += [("Why", judged.why), ("Remedy", finding.remedy), ("Evidence", finding.evidence)]
        if let lesson = finding.lesson { facts.append(("Lesson", state.text(of: lesson))) }
        return lines + TextLine.facts(facts, width: width, theme)
    }

    private func file(_ item: Finding.Item, width: Int) -> [TextLine] {
        let path = "/" + Printable.escape(state.derived.stack.path(of: item.path))
        let note = item.note.isEmpty ? "" : ", \(Printable.escape(item.note))"
        let layer = item.entry.layer
        let facts = "\(state.bytes(item.bytes)), layer \(layer)\(state.place(ofLayer: layer))\(note)"
        return TextLine.wrapped(path, width: width, style: theme.header)
            + TextLine.wrapped(facts, width: width, style: theme.text)
    }

    /// `layer 5, stage runner, line 12: RUN make`, as far as it is known.
    private func place(of finding: Finding) -> String? {
        guard let layer = finding.layer else { return finding.line.map { "line \($0) of the Dockerfile" } }
        var text = "layer \(layer)" + state.place(ofLayer: layer)
        let hasLine = state.image?.stages?.layer(layer)?.lines != nil
        if let line = finding.line, !hasLine { text += ", line \(line)" }
        return state.instruction(ofLayer: layer).map { "\(text): \($0)" } ?? text
    }
}

extension State {
    /// The Dockerfile's line of a finding, or the one that made its layer; nil where neither is known.
    func line(of finding: Finding) -> Int? {
        guard finding.line == nil, let layer = finding.layer, let origin = image?.stages?.layer(layer) else {
            return finding.line
        }
        return origin.isWholeStage ? nil : origin.lines?.lowerBound
    }
}

extension SecretState {
    /// Where a secret stands, in words.
    ///
    /// - Parameter layer: The layer that stores it.
    func text(layer: Int?) -> String {
        let stored = layer.map { ", still to be had from layer \($0)" } ?? ""
        return switch self {
        case .live: "live: in the final tree"
        case .deleted(let later): "deleted in layer \(later)\(stored)"
        case .overwritten(let later): "overwritten in layer \(later)\(stored)"
        case .config: "live: in the image's configuration"
        case .history: "in the image's history"
        case .label: "in a label or annotation"
        case .attestation: "in an attestation"
        }
    }

    /// The same in a word or two.
    var shortText: String {
        switch self {
        case .live: "live"
        case .deleted(let layer): "deleted in \(layer)"
        case .overwritten(let layer): "overwritten in \(layer)"
        case .config: "config"
        case .history: "history"
        case .label: "label"
        case .attestation: "attestation"
        }
    }
}
