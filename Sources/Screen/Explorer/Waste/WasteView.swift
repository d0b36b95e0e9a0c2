import FileTree
import ImageAnalysis
import TerminalUI

extension ViewID {
    static let waste = ViewID("waste")
}

/// Why bytes are in the image that need not be there: one's own first, then the base image's, each cause unfolding to
/// its directories; what is known of the selected one stands beside or below.
struct WasteView: View {
    let id = ViewID.waste
    let plainTwin: String? = "strata check IMAGE --category waste --category bloat --category lesson"
    var place = ViewPlace()
    var folding = ByteTreeFolding()

    var key: KeyBinding? {
        KeyBinding(
            "w", .show(id), [.layers, .tree], .views, "wasted bytes and bloat, one row a cause")
    }

    let commands: Set<Command> = [.view, .learn, .toggleFold, .foldAll, .leaveOut]

    func obstacle(in state: State) -> Obstacle? { state.findings == nil ? state.analysisObstacle : nil }

    /// At first on the first cause, not on the heading above it.
    mutating func appear(in state: State) {
        if place == ViewPlace() { place.scroll = ListScroll(selection: 1) }
    }

    func title(in state: State) -> String {
        guard let causes = state.findings?.causes else { return "" }
        let bytes = causes.reduce(Int64(0)) { $0.addingSaturated($1.bytes) }
        let own = causes.filter { !$0.isBase }.reduce(Int64(0)) { $0.addingSaturated($1.bytes) }
        let efficiency = state.loading.figures.map { "; efficiency \(Figure.precisePercent($0.efficiency))" } ?? ""
        guard bytes > 0 else { return "Nothing is wasted" + efficiency }
        let share = Figure.percent(bytes, of: state.layerBytes)
        return "\(state.bytes(bytes)) need not be there, \(share) of the image; \(state.bytes(own)) of it are yours"
            + efficiency
    }

    // MARK: The rows

    func list(of findings: ImageFindings) -> [WasteRow] { folding.rows(of: findings.causes) }

    func rows(in state: State, width: Int) -> ViewRows {
        guard let findings = state.findings else { return ViewRows([TextLine]()) }
        let list = list(of: findings)
        let largest = findings.causes.map(\.bytes).max() ?? 0
        return ViewRows(count: list.count) { row(list[$0], findings, largest: largest, width: width, state) }
    }

    private func row(
        _ row: WasteRow, _ findings: ImageFindings, largest: Int64, width: Int, _ state: State
    ) -> ViewRows.Row {
        let theme = state.options.theme
        switch row {
        case .heading(let isBase, let bytes):
            let text = isBase ? "The base image's, which another base leaves out" : "Yours"
            return ViewRows.Row(line: TextLine(text, theme.title), detail: state.bytes(bytes))
        case .cause(let index):
            let cause = findings.causes[index]
            let judged = findings.all[cause.finding]
            let mark = FindingMark(judged.category, judged.finding.severity)
            let line = figures(cause.bytes, largest, fold: fold(row, cause.hasEntries, state), state)
                .adding("\(mark.text) ", mark.style(theme)).adding(Printable.escape(cause.title), theme.text)
            return ViewRows.Row(line: line, detail: detail(of: cause, state))
        case .node(let place):
            let (cause, node) = (findings.causes[place.owner], place.node)
            let hasEntries = cause.tree?.hasEntries(node.path) == true
            let indent = String(repeating: "  ", count: min(place.depth, 20) + 1)
            let name = state.derived.stack.name(of: node.path, below: place.parent) + (hasEntries ? "/" : "")
            let line = figures(node.bytes, largest, fold: fold(row, hasEntries, state), state)
                .adding(indent + name, hasEntries ? theme.directory : theme.text)
            return ViewRows.Row(line: line, detail: detail(of: node, cause, hasEntries, state))
        }
    }

    private func figures(_ bytes: Int64, _ largest: Int64, fold: String, _ state: State) -> TextLine {
        let theme = state.options.theme
        let bar = Bar(bytes, of: largest).text(width: 8, glyphs: state.options.glyphs)
        return TextLine("\(fold) ", theme.dim).adding(Figure.right(state.bytes(bytes), 9) + " ", theme.text)
            .adding(bar + " ", theme.bar)
    }

    private func fold(_ row: WasteRow, _ hasEntries: Bool, _ state: State) -> String {
        let glyphs = state.options.glyphs
        return hasEntries ? String(folding.isUnfolded(row) ? glyphs.unfolded : glyphs.folded) : " "
    }

    private func detail(of cause: WasteCause, _ state: State) -> String {
        let layers = state.text(ofLayers: cause.layers)
        guard cause.files > 0 else { return layers }
        return Figure.count(cause.files, "file") + (layers.isEmpty ? "" : ", \(layers)")
    }

    private func detail(of node: ByteTree.Node, _ cause: WasteCause, _ hasEntries: Bool, _ state: State) -> String {
        guard !hasEntries else { return Figure.count(node.files, "file") }
        let copies = cause.tree?.copies(of: node.path) ?? []
        let note = copies.first.map(\.note).flatMap { $0.isEmpty ? nil : ", \(Printable.escape($0))" } ?? ""
        return state.text(ofLayers: Set(copies.map(\.entry.layer)).sorted()) + note
    }

    // MARK: Beside the rows

    func rowsArea(in inside: Rect) -> Rect { SplitText(inside).rows }

    func drawBeside(_ rows: ViewRows, into canvas: inout Canvas, in inside: Rect, _ state: State) {
        let split = SplitText(inside)
        split.drawDivider(into: &canvas, state)
        guard let findings = state.findings, let row = selected(in: findings), let cause = row.cause else { return }
        let finding = findings.causes[cause].finding
        split.draw(
            FindingText(state).lines(of: .finding(finding), in: findings, width: split.text.width - 2), into: &canvas,
            state)
    }

    func selected(in findings: ImageFindings) -> WasteRow? {
        let list = list(of: findings)
        return list.indices.contains(place.scroll.selection) ? list[place.scroll.selection] : nil
    }

    func lesson(in state: State) -> Lesson? {
        guard let findings = state.findings, let cause = selected(in: findings)?.cause else { return nil }
        return findings.all[findings.causes[cause].finding].finding.lesson
    }

    // MARK: What keys do

    func hint(for command: Command, in state: State) -> String? {
        guard command == .open, let findings = state.findings, let row = selected(in: findings) else { return nil }
        guard canUnfold(row, findings) else { return "go to" }
        return folding.isUnfolded(row) ? "fold" : "unfold"
    }

    private func canUnfold(_ row: WasteRow, _ findings: ImageFindings) -> Bool {
        switch row {
        case .heading: false
        case .cause(let index): findings.causes[index].hasEntries
        case .node(let row): findings.causes[row.owner].tree?.hasEntries(row.node.path) == true
        }
    }

    mutating func open(_ row: Int, in state: inout State) -> Outcome { act(.open, in: &state) }

    mutating func perform(_ command: Command, in state: inout State) -> Outcome? {
        guard let findings = state.findings else { return nil }
        switch command {
        case .foldAll:
            folding.foldAll()
            place.scroll = ListScroll()
        case .view:
            guard let cause = selected(in: findings)?.cause else { return .stay }
            return .show(FindingView(row: .finding(findings.causes[cause].finding)))
        case .open, .goIn, .goOut, .toggleFold: return act(command, in: &state)
        case .leaveOut:
            guard case .node(let row)? = selected(in: findings) else {
                state.notice = Notice(.information, "Only paths can be left out: Enter unfolds the cause.")
                return .stay
            }
            state.leaveOut(.path(row.node.path))
        default: return nil
        }
        return .stay
    }

    private mutating func act(_ command: Command, in state: inout State) -> Outcome {
        guard let findings = state.findings, let row = selected(in: findings) else { return .stay }
        let isUnfolded = folding.isUnfolded(row)
        switch command {
        case .goOut where !isUnfolded: place.selectParent(depths: list(of: findings).map(\.depth))
        case .goOut: folding.set(row, unfolded: false)
        case .goIn where isUnfolded: place.scroll.select(place.scroll.selection + 1)
        default:
            guard canUnfold(row, findings) else { return go(to: row, findings, &state) }
            if case .cause(let index) = row, !isUnfolded {
                state.findings?.unfold(cause: index, in: state.derived.stack)
            }
            folding.set(row, unfolded: !isUnfolded)
        }
        return .stay
    }

    private func go(to row: WasteRow, _ findings: ImageFindings, _ state: inout State) -> Outcome {
        switch row {
        case .heading: return .stay
        case .cause(let index): return state.go(to: findings.all[findings.causes[index].finding].finding)
        case .node(let row):
            guard let item = findings.causes[row.owner].tree?.copies(of: row.node.path).first else { return .stay }
            return state.go(to: item)
        }
    }
}
