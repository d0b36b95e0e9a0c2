import FileTree
import ImageAnalysis
import TerminalUI

extension ViewID {
    static let waste = ViewID("waste")
    static let findings = ViewID("findings")
}

/// A list of findings that unfold to their files, with all of the selected one beside or below it. There are two, that
/// of the waste and that of all else; each stays as it is while the user looks at a file and comes back.
struct FindingsView: View {
    let id: ViewID
    let plainTwin: String? = "strata check IMAGE"
    var place = ViewPlace()
    /// Findings that show their files; indices into `ImageFindings.all`.
    var unfolded: Set<Int> = []
    /// The only category that is shown; nil for all.
    var category: Rule.Category?

    static let waste = FindingsView(id: .waste)
    static let others = FindingsView(id: .findings)
    private static let nextCategory = Command.own("category")

    private var isWaste: Bool { id == .waste }
    private var other: ViewID { isWaste ? .findings : .waste }

    var key: KeyBinding? {
        isWaste
            ? KeyBinding(
                "w", .show(id), [.layers, .tree], .findings, hint: "waste",
                "wasted bytes and bloat: findings with all their files")
            : KeyBinding(
                "F", .show(id), [.layers, .tree], .findings, hint: "findings",
                "secrets, hardening, Dockerfile, vulnerabilities")
    }

    var ownKeys: [KeyBinding] {
        [
            KeyBinding(
                "c", FindingsView.nextCategory, [], .findings, hint: "category",
                "only findings of one category; next one")
        ]
    }

    let commands: Set<Command> = [
        .show(.waste), .show(.findings), .view, .toggleFold, .foldAll, .unfoldAll, .focusNext, .nextTab, .previousTab,
    ]

    func obstacle(in state: State) -> Obstacle? {
        if state.findings != nil { return nil }
        return .passing(
            state.loading.phase == .finished
                ? "The image is still being analysed; the list opens then."
                : "The image is analysed as soon as all layers are read; the list opens then.")
    }

    mutating func appear(in state: State) {}

    // MARK: The rows

    /// Both lists with how many findings they have; the one on the screen in brackets.
    func title(in state: State) -> String {
        guard let findings = state.findings else { return "" }
        func name(_ text: String, _ list: ViewID, _ count: Int) -> String {
            guard list == id else { return " \(text) \(Figure.grouped(count)) " }
            let filter = category.map { ": \($0.rawValue)" } ?? ""
            return "[\(text)\(filter) \(Figure.grouped(shown(of: findings).count))]"
        }
        return name("Waste", .waste, findings.aboutBytes.count) + " "
            + name("Findings", .findings, findings.others.count)
    }

    /// The findings that the list shows, indices into `ImageFindings.all`.
    func shown(of findings: ImageFindings) -> [Int] {
        (isWaste ? findings.aboutBytes : findings.others).filter { index in
            category.map { findings.all[index].category == $0 } ?? true
        }
    }

    /// The findings and the files of those that are unfolded.
    func list(of findings: ImageFindings) -> FindingRows {
        FindingRows(shown(of: findings), unfolded: unfolded, of: findings)
    }

    func rows(in state: State, width: Int) -> ViewRows {
        guard let findings = state.findings else { return ViewRows([TextLine]()) }
        let list = list(of: findings)
        let lines = FindingLines(state, findings, unfolded: unfolded, hasBytes: isWaste, width: width)
        return ViewRows(count: list.count) { ViewRows.Row(line: list[$0].map(lines.line) ?? TextLine()) }
    }

    func rowsArea(in inside: Rect) -> Rect { FindingsLayout(inside).rows }

    func drawBeside(_ rows: ViewRows, into canvas: inout Canvas, in inside: Rect, _ state: State) {
        let layout = FindingsLayout(inside)
        let theme = state.options.theme
        FindingLines.heading(hasBytes: isWaste, theme)
            .draw(into: &canvas, in: layout.heading.inset(columns: 1, rows: 0), ellipsis: state.ellipsis)
        let box = state.options.glyphs.box
        let line = String(
            repeating: layout.isWide ? box.vertical : box.horizontal, count: layout.divider.width)
        for y in layout.divider.y..<layout.divider.maxY {
            canvas.draw(line, at: Point(x: layout.divider.x, y: y), style: theme.border)
        }
        guard let findings = state.findings, let row = list(of: findings)[place.scroll.selection] else {
            TextLine("There are no such findings.", theme.dim).draw(into: &canvas, in: layout.rows.row(0))
            return
        }
        let area = layout.text.inset(columns: 1, rows: 0)
        let text = FindingText(state).lines(of: row, in: findings, width: area.width)
        for (index, line) in text.prefix(area.height).enumerated() {
            let isCut = index == area.height - 1 && text.count > area.height
            let shown = isCut ? line.adding(" " + state.ellipsis, theme.dim) : line
            shown.draw(into: &canvas, in: area.row(index), ellipsis: state.ellipsis)
        }
    }

    func hint(for command: Command, in state: State) -> String? {
        switch command {
        case .open:
            guard let findings = state.findings,
                case .finding(let index) = list(of: findings)[place.scroll.selection],
                findings.all[index].finding.items.count > 1
            else { return "go to" }
            return unfolded.contains(index) ? "fold" : "unfold"
        case .focusNext: return "other list"
        case .view: return "in full"
        default: return nil
        }
    }

    // MARK: What keys do

    mutating func open(_ row: Int, in state: inout State) -> Outcome {
        act(.open, in: &state)
    }

    mutating func perform(_ command: Command, in state: inout State) -> Outcome? {
        guard let findings = state.findings else { return nil }
        let list = list(of: findings)
        switch command {
        case .show(id): return .stay
        case .show(other), .focusNext, .nextTab, .previousTab: return Outcome(next: .replace(other))
        case FindingsView.nextCategory: cycleCategory(of: findings)
        case .unfoldAll: unfold(Set(list.findings), of: findings)
        case .foldAll: unfold([], of: findings)
        case .view:
            guard let row = list[place.scroll.selection] else { return .stay }
            return .show(FindingView(row: row))
        case .open, .goIn, .goOut, .toggleFold: return act(command, in: &state)
        default: return nil
        }
        return .stay
    }

    private mutating func act(_ command: Command, in state: inout State) -> Outcome {
        guard let findings = state.findings, let row = list(of: findings)[place.scroll.selection] else { return .stay }
        let finding = findings.all[row.finding].finding
        switch (row, command) {
        case (.item(let index, _), .open), (.item(let index, _), .goIn): return go(to: finding.items[index], &state)
        case (_, .goOut), (.item, _): fold(row.finding, of: findings)
        case (.finding(let index), .goIn) where unfolded.contains(index):
            place.scroll = ListScroll(selection: place.scroll.selection + 1, offset: place.scroll.offset)
        case (.finding, .open) where finding.items.count < 2: return go(to: finding, &state)
        case (.finding, _) where finding.items.isEmpty:
            state.notice = Notice(.information, "The finding lists no files.")
        case (.finding(let index), _): unfold(unfolded.symmetricDifference([index]), of: findings)
        }
        return .stay
    }

    /// Goes on to the next category that the list has, after the last to all.
    private mutating func cycleCategory(of findings: ImageFindings) {
        let listed = isWaste ? findings.aboutBytes : findings.others
        let present = Set(listed.map { findings.all[$0].category })
        let all = [nil] + Rule.Category.allCases.filter(present.contains).map { Optional($0) }
        category = all[((all.firstIndex(of: category) ?? 0) + 1) % all.count]
        place.scroll = ListScroll()
    }

    /// Folds a finding, and stays on it.
    private mutating func fold(_ finding: Int, of findings: ImageFindings) {
        guard unfolded.contains(finding) else { return }
        place.scroll = ListScroll(
            selection: list(of: findings).row(of: finding) ?? 0, offset: place.scroll.offset)
        unfolded.remove(finding)
    }

    /// Shows the files of just these findings; the cursor stays with its finding.
    private mutating func unfold(_ unfolded: Set<Int>, of findings: ImageFindings) {
        let selected = list(of: findings)[place.scroll.selection]?.finding
        let line = place.scroll.selection - place.scroll.offset
        self.unfolded = unfolded
        let row = selected.flatMap { list(of: findings).row(of: $0) } ?? 0
        place.scroll = ListScroll(selection: row, offset: max(0, row - line))
    }

    // MARK: Where a finding leads

    /// Goes to what a finding is about: its file, its layer, its line of the Dockerfile, or the image's configuration.
    private func go(to finding: Finding, _ state: inout State) -> Outcome {
        if let item = finding.items.first ?? finding.place(in: state.derived.stack) { return go(to: item, &state) }
        state.layers.anchor = nil
        state.notice = FindingsView.wayBack
        if let line = finding.line, finding.layer == nil, state.image?.stages?.lines.isEmpty == false {
            return .show(DockerfileView(line: line))
        }
        guard let layer = finding.layer, 1...max(1, state.layers.count) ~= layer else { return .show(ImageView()) }
        state.selectLayer(layer)
        return .panes(comesBack: true)
    }

    /// Shows a file in the tree of the layer that stores it, also one that a later layer deleted.
    private func go(to item: Finding.Item, _ state: inout State) -> Outcome {
        state.layers.anchor = nil
        state.layers.selected = item.entry.layer
        state.focus = .tree
        state.showInTree(item.path)
        state.notice = FindingsView.wayBack
        return .panes(comesBack: true)
    }

    private static let wayBack = Notice(.information, "Esc goes back to the findings.")
}

/// Where the parts of the view of findings stand: the text of the selected one beside the list where that is wide, else
/// below it.
struct FindingsLayout {
    /// The line of the columns' names.
    let heading: Rect
    /// The rows of the list.
    let rows: Rect
    /// The line between the list and the text.
    let divider: Rect
    /// The text of the selected finding.
    let text: Rect
    /// Whether list and text stand side by side.
    let isWide: Bool

    private static let widest = 150

    /// The parts of the inside of a box.
    init(_ inside: Rect) {
        isWide = inside.width >= FindingsLayout.widest
        let list: Rect
        if isWide {
            let (left, right) = inside.splitLeft(inside.width * 3 / 5)
            list = left
            (divider, text) = right.splitLeft(1)
        } else {
            let (top, bottom) = inside.splitTop(inside.height - max(4, inside.height * 9 / 20))
            list = top
            (divider, text) = bottom.splitTop(1)
        }
        (heading, rows) = list.splitTop(1)
    }
}
