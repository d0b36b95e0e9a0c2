import FileTree
import ImageAnalysis
import TerminalUI

extension ViewID {
    static let advice = ViewID("advice")
}

/// What would make the image smaller: rows that are taken in and out of the sum, with the files that they take, under the
/// sizes now and then; what is known of the selected one stands beside or below.
struct AdviceView: View {
    let id = ViewID.advice
    let plainTwin: String? = "strata advise IMAGE"
    var place = ViewPlace()
    var folding = ByteTreeFolding()

    private static let toggle = Command.own("toggle")
    private static let difference = Command.own("advisedDockerfile")

    var key: KeyBinding? {
        KeyBinding("A", .show(id), [.layers, .tree], .views, "what would make the image smaller, and by how much")
    }

    var ownKeys: [KeyBinding] { AdviceView.keys }

    private static let keys = [
        KeyBinding(
            "Space", toggle, [], .findings, hint: "in or out",
            "take the advice in or out of the sum: both sizes follow"),
        KeyBinding(
            "D", difference, [], .findings, hint: "Dockerfile",
            "the Dockerfile that the advice writes, beside the one there is",
            twin: "strata advise IMAGE --format diff"),
        AdvisedDockerfileView.writing,
    ]

    let commands: Set<Command> = [.view, .learn, .foldAll, .leaveOut]

    func obstacle(in state: State) -> Obstacle? { state.plan == nil ? state.analysisObstacle : nil }

    mutating func appear(in state: State) {}

    /// The bars on top say it.
    func title(in state: State) -> String { "" }

    // MARK: The rows

    func rows(in state: State, width: Int) -> ViewRows {
        guard let plan = state.plan else { return ViewRows([TextLine]()) }
        let list = plan.list(folding)
        return ViewRows(count: list.count) { row(list[$0], plan, width: width, state) }
    }

    private func row(_ row: AdviceRow, _ plan: AdvicePlan, width: Int, _ state: State) -> ViewRows.Row {
        let theme = state.options.theme
        let glyphs = state.options.glyphs
        let hasEntries = plan.hasEntries(row)
        let fold = hasEntries ? String(plan.isUnfolded(row, folding) ? glyphs.unfolded : glyphs.folded) : " "
        let start = TextLine("\(fold) ", theme.dim)
        switch row {
        case .row(let index):
            let about = plan.whatIf.rows[index]
            let style = about.isAccepted ? theme.text : theme.dim
            let line = start.adding(about.isAccepted ? "[x] " : "[ ] ", style)
                .adding(Figure.right(state.bytes(about.saving.bytes), 9) + "  ", style)
            let detail = AdviceView.detail(of: about.subject)
            let room = max(8, width - line.width - (detail.isEmpty ? 0 : TextWidth.of(detail) + 2))
            let title = TextWidth.truncate(
                AdviceText.title(of: about.subject, state), to: room, ellipsis: state.ellipsis)
            return ViewRows.Row(line: line.adding(title, style), detail: detail)
        case .node(let place):
            let indent = String(repeating: "  ", count: min(place.depth, 20))
            let name = state.derived.stack.name(of: place.node.path, below: place.parent)
            let line = start.adding("    " + Figure.right(state.bytes(place.node.bytes), 9) + "  ", theme.text)
                .adding(indent + name + (hasEntries ? "/" : ""), hasEntries ? theme.directory : theme.text)
            let copies = plan.tree(of: place.owner)?.copies(of: place.node.path) ?? []
            let detail =
                hasEntries
                ? Figure.count(place.node.files, "file") : state.text(ofLayers: Set(copies.map(\.entry.layer)).sorted())
            return ViewRows.Row(line: line, detail: detail)
        }
    }

    /// How sure it is; what has a price says so.
    private static func detail(of subject: WhatIf.Subject) -> String {
        switch subject {
        case .remedy(let remedy): remedy.confidence.word
        case .option(let remedy): "at a price, \(remedy.confidence.word)"
        case .leftOut: ""
        }
    }

    // MARK: Beside the rows

    /// The bars, and what is below them: with a text where there is room for more than a few rows.
    private struct Areas {
        let bars: Rect
        let rows: Rect
        let split: SplitText?

        init(_ inside: Rect) {
            let height = inside.height >= 14 ? SizeBars.height + 1 : SizeBars.height
            let (bars, rest) = inside.splitTop(height)
            self.bars = bars.inset(columns: 1, rows: 0)
            split = rest.height >= 10 ? SplitText(rest) : nil
            rows = split?.rows ?? rest
        }
    }

    func rowsArea(in inside: Rect) -> Rect { Areas(inside).rows }

    func drawBeside(_ rows: ViewRows, into canvas: inout Canvas, in inside: Rect, _ state: State) {
        guard let plan = state.plan else { return }
        let areas = Areas(inside)
        SizeBars(plan.whatIf, state).draw(into: &canvas, in: areas.bars)
        areas.split?.drawDivider(into: &canvas, state)
        guard let row = selected(in: plan) else {
            let text = "Nothing was found that saves bytes; d on any path, layer or package leaves it out."
            for (index, line) in TextLine.wrapped(text, width: areas.rows.width - 2, style: state.options.theme.dim)
                .prefix(areas.rows.height).enumerated()
            {
                line.draw(into: &canvas, in: areas.rows.row(index).inset(columns: 1, rows: 0))
            }
            return
        }
        guard let split = areas.split else { return }
        split.draw(AdviceText(plan, state).lines(of: row, width: split.text.width - 2), into: &canvas, state)
    }

    func selected(in plan: AdvicePlan) -> AdviceRow? {
        let list = plan.list(folding)
        return list.indices.contains(place.scroll.selection) ? list[place.scroll.selection] : nil
    }

    func lesson(in state: State) -> Lesson? {
        state.plan.flatMap { plan in selected(in: plan).flatMap { plan.lesson(of: $0) } }
    }

    // MARK: What keys do

    func hint(for command: Command, in state: State) -> String? {
        guard let plan = state.plan, let row = selected(in: plan) else { return nil }
        switch command {
        case .open:
            guard plan.hasEntries(row) else { return "go to" }
            return plan.isUnfolded(row, folding) ? "fold" : "unfold"
        case AdviceView.toggle: return plan.whatIf.rows[row.owner].isAccepted ? "take out" : "take in"
        default: return nil
        }
    }

    mutating func open(_ row: Int, in state: inout State) -> Outcome { act(.open, in: &state) }

    mutating func perform(_ command: Command, in state: inout State) -> Outcome? {
        guard let plan = state.plan else { return nil }
        switch command {
        case AdviceView.toggle:
            guard let row = selected(in: plan) else { return .stay }
            state.plan?.change(in: state.derived.stack) { $0.toggle(row.owner) }
        case AdviceView.difference: return .show(AdvisedDockerfileView(plan))
        case AdvisedDockerfileView.writing.command: state.askWhereToWrite()
        case .leaveOut: leaveOut(in: plan, &state)
        case .foldAll:
            folding.foldAll()
            place.scroll = ListScroll()
        case .view: return selected(in: plan).map { .show(RemedyView(row: $0)) } ?? .stay
        case .open, .goIn, .goOut: return act(command, in: &state)
        default: return nil
        }
        return .stay
    }

    /// A file of the advice is left out; what was left out is taken back.
    private func leaveOut(in plan: AdvicePlan, _ state: inout State) {
        switch selected(in: plan) {
        case .node(let row)?: state.leaveOut(.path(row.node.path))
        case .row(let index)?:
            if case .leftOut(let subject) = plan.whatIf.rows[index].subject {
                state.leaveOut(subject)
            } else {
                state.notice = Notice(.information, "Space takes advice in or out; d leaves out a path of it.")
            }
        case nil: break
        }
    }

    private mutating func act(_ command: Command, in state: inout State) -> Outcome {
        guard let plan = state.plan, let row = selected(in: plan) else { return .stay }
        let isUnfolded = plan.isUnfolded(row, folding)
        switch command {
        case .goOut where !isUnfolded: place.selectParent(depths: plan.list(folding).map(\.depth))
        case .goOut: folding.set(row.owner, row.path, unfolded: false)
        case .goIn where isUnfolded: place.scroll.select(place.scroll.selection + 1)
        default:
            guard plan.hasEntries(row) else { return go(to: row, plan, &state) }
            if case .row(let index) = row, !isUnfolded { state.plan?.unfold(index, in: state.derived.stack) }
            folding.set(row.owner, row.path, unfolded: !isUnfolded)
        }
        return .stay
    }

    private func go(to row: AdviceRow, _ plan: AdvicePlan, _ state: inout State) -> Outcome {
        guard let item = plan.tree(of: row.owner)?.copies(of: row.path).first else {
            state.notice = Notice(.information, "It is about no file.")
            return .stay
        }
        return state.go(to: item)
    }
}
