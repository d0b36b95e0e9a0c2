import Dockerfile
import FileTree
import ImageAnalysis
import TerminalUI

/// All that is known of a row of the advice: what to do, why, how sure it is, and what it saves.
struct AdviceText {
    private let state: State
    private let plan: AdvicePlan
    private let theme: Theme

    init(_ plan: AdvicePlan, _ state: State) {
        (self.plan, self.state) = (plan, state)
        theme = state.options.theme
    }

    /// The text in lines of at most `width` columns.
    func lines(of row: AdviceRow, width: Int) -> [TextLine] {
        let about = plan.whatIf.rows[row.owner]
        var lines: [TextLine] = []
        if case .node(let node) = row { lines = file(node, width: width) }
        lines += TextLine.wrapped(AdviceText.title(of: about.subject, state), width: width, style: theme.title)
        return lines + TextLine.facts(facts(about), width: width, theme)
    }

    /// What a row is called.
    static func title(of subject: WhatIf.Subject, _ state: State) -> String {
        switch subject {
        case .remedy(let remedy), .option(let remedy): Printable.escape(remedy.title)
        case .leftOut(let subject): "you left out \(state.text(of: subject))"
        }
    }

    private func facts(_ row: WhatIf.Row) -> [(name: String, value: String)] {
        let saving = row.saving
        let saves =
            "\(state.bytes(saving.bytes)) of \(Figure.count(saving.files, "file")), "
            + "\(state.bytes(saving.compressedBytes)) compressed"
        let isSum = row.isAccepted ? "" : "; not in the sum: Space takes it in"
        switch row.subject {
        case .remedy(let remedy): return [("Do", remedy.action), ("Saves", saves + isSum)] + grounds(of: remedy)
        case .option(let remedy): return [("Price", remedy.action), ("Saves", saves + isSum)] + grounds(of: remedy)
        case .leftOut:
            return [
                ("Saves", (saving.bytes > 0 ? saves : "nothing that other rows do not take") + isSum),
                ("Do", "The Dockerfile that D shows says where; d takes it back."),
            ]
        }
    }

    private func grounds(of remedy: Remedy) -> [(name: String, value: String)] {
        let line = remedy.line.flatMap { number -> String? in
            let text = state.dockerfileLines.first { $0.number == number }?.text
            return "\(number)" + (text.map { ": " + InstructionText.oneLine($0) } ?? "")
        }
        return [
            ("Confidence", "\(remedy.confidence.word) (\(remedy.id))"), ("Line", line ?? ""),
            ("Evidence", remedy.evidence), ("Lesson", remedy.lesson.map(state.text) ?? ""),
        ]
    }

    private func file(_ row: ByteTreeFolding.Row, width: Int) -> [TextLine] {
        let path = "/" + Printable.escape(state.derived.stack.path(of: row.node.path))
        let copies = plan.tree(of: row.owner)?.copies(of: row.node.path) ?? []
        let places = copies.map { "layer \($0.entry.layer)\(state.place(ofLayer: $0.entry.layer))" }
        let facts = [state.bytes(row.node.bytes)] + (places.isEmpty ? [Figure.count(row.node.files, "file")] : places)
        return TextLine.wrapped(path, width: width, style: theme.header)
            + TextLine.wrapped(facts.joined(separator: ", "), width: width, style: theme.text)
    }
}

extension ViewID {
    static let remedy = ViewID("remedy")
}

/// All that is known of one row of the advice, where there is no room beside the rows.
struct RemedyView: View {
    let id = ViewID.remedy
    let hasSelection = false
    var place = ViewPlace()
    var row: AdviceRow?
    let commands: Set<Command> = [.learn]

    func lesson(in state: State) -> Lesson? {
        state.plan.flatMap { plan in row.flatMap { plan.lesson(of: $0) } }
    }

    func title(in state: State) -> String { "Advice" }

    func rows(in state: State, width: Int) -> ViewRows {
        guard let row, let plan = state.plan, plan.whatIf.rows.indices.contains(row.owner) else {
            return ViewRows([TextLine]())
        }
        return ViewRows(AdviceText(plan, state).lines(of: row, width: width))
    }
}
