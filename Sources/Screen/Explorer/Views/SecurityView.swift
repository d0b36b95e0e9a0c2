import FileTree
import ImageAnalysis
import TerminalUI

extension ViewID {
    static let security = ViewID("security")
}

/// What endangers, the worst first: secrets, hardening, the Dockerfile, vulnerabilities. Findings unfold to their files;
/// all of the selected one stands beside or below. The view stays as it is while the user looks at a file.
struct SecurityView: View {
    let id = ViewID.security
    let plainTwin: String? = "strata check IMAGE"
    var place = ViewPlace()
    /// Findings that show their files; indices into `ImageFindings.all`.
    var unfolded: Set<Int> = []
    /// The only category that is shown; nil for all.
    var category: Rule.Category?

    private static let nextCategory = Command.own("category")
    /// Below this width a row is its mark and its title.
    private static let narrowest = 60

    var key: KeyBinding? {
        KeyBinding(
            "F", .show(id), [.layers, .tree], .views, "secrets, hardening, Dockerfile, vulnerabilities")
    }

    var ownKeys: [KeyBinding] { SecurityView.keys }

    private static let keys = [
        KeyBinding("c", nextCategory, [], .findings, hint: "category", "only findings of one category; next one")
    ]

    let commands: Set<Command> = [.view, .learn, .toggleFold, .foldAll, .unfoldAll]

    func obstacle(in state: State) -> Obstacle? { state.findings == nil ? state.analysisObstacle : nil }

    mutating func appear(in state: State) {}

    // MARK: The rows

    /// How many findings there are, and of which category.
    func title(in state: State) -> String {
        guard let findings = state.findings else { return "" }
        let count = Figure.count(shown(of: findings).count, "finding")
        return category.map { "\(count) of the category \($0.rawValue)" } ?? count
    }

    /// The findings that the list shows, indices into `ImageFindings.all`.
    func shown(of findings: ImageFindings) -> [Int] {
        findings.others.filter { index in
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
        let lines = FindingLines(state, findings, unfolded: unfolded, width: width)
        return ViewRows(count: list.count) { ViewRows.Row(line: list[$0].map(lines.line) ?? TextLine()) }
    }

    func rowsArea(in inside: Rect) -> Rect {
        SplitText(inside).rows.splitTop(inside.width >= SecurityView.narrowest ? 1 : 0).rest
    }

    func drawBeside(_ rows: ViewRows, into canvas: inout Canvas, in inside: Rect, _ state: State) {
        let split = SplitText(inside)
        let theme = state.options.theme
        if inside.width >= SecurityView.narrowest {
            FindingLines.heading(theme)
                .draw(into: &canvas, in: split.rows.row(0).inset(columns: 1, rows: 0), ellipsis: state.ellipsis)
        }
        split.drawDivider(into: &canvas, state)
        guard let findings = state.findings, let row = list(of: findings)[place.scroll.selection] else {
            TextLine("There are no such findings.", theme.dim).draw(into: &canvas, in: rowsArea(in: inside).row(0))
            return
        }
        split.draw(
            FindingText(state).lines(of: row, in: findings, width: split.text.width - 2), into: &canvas, state)
    }

    func hint(for command: Command, in state: State) -> String? {
        switch command {
        case .open:
            guard let findings = state.findings,
                case .finding(let index) = list(of: findings)[place.scroll.selection],
                findings.all[index].finding.items.count > 1
            else { return "go to" }
            return unfolded.contains(index) ? "fold" : "unfold"
        case .view: return "in full"
        default: return nil
        }
    }

    func lesson(in state: State) -> Lesson? {
        state.findings.flatMap { findings in
            list(of: findings)[place.scroll.selection].flatMap { findings.all[$0.finding].finding.lesson }
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
        case SecurityView.nextCategory: cycleCategory(of: findings)
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
        case (.item(let index, _), .open), (.item(let index, _), .goIn): return state.go(to: finding.items[index])
        case (_, .goOut), (.item, _): fold(row.finding, of: findings)
        case (.finding(let index), .goIn) where unfolded.contains(index):
            place.scroll.select(place.scroll.selection + 1)
        case (.finding, .open) where finding.items.count < 2: return state.go(to: finding)
        case (.finding, _) where finding.items.isEmpty:
            state.notice = Notice(.information, "The finding lists no files.")
        case (.finding(let index), _): unfold(unfolded.symmetricDifference([index]), of: findings)
        }
        return .stay
    }

    /// Goes on to the next category that the list has, after the last to all.
    private mutating func cycleCategory(of findings: ImageFindings) {
        let listed = findings.others
        let present = Set(listed.map { findings.all[$0].category })
        let all = [nil] + Rule.Category.allCases.filter(present.contains).map { Optional($0) }
        category = all.next(after: category)
        place.scroll = ListScroll()
    }

    /// Folds a finding, and stays on it.
    private mutating func fold(_ finding: Int, of findings: ImageFindings) {
        guard unfolded.contains(finding) else { return }
        place.scroll.select(list(of: findings).row(of: finding) ?? 0)
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
}
