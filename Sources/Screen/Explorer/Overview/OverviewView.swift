import DisplayText
import FileTree
import ImageAnalysis
import Reporting
import TerminalUI

extension ViewID {
    /// The verdict on the image.
    public static let overview = ViewID("overview")
}

/// The verdict: where the bytes are, what would save and what endangers most, and what runs. Enter goes to each.
struct OverviewView: View {
    let id = ViewID.overview
    let plainTwin: String? = "strata inspect IMAGE"
    var place = ViewPlace()
    let commands: Set<Command> = [.learn]

    /// Lines that the drawing takes, with the empty one below it.
    private static let stripHeight = 4

    func title(in state: State) -> String { "" }

    func rows(in state: State, width: Int) -> ViewRows {
        ViewRows(OverviewRows(state, height: rowsArea(in: state.layout.body).height).rows.map(\.row))
    }

    func rowsArea(in inside: Rect) -> Rect {
        inside.splitTop(inside.height >= 12 ? OverviewView.stripHeight : 0).rest
    }

    func drawBeside(_ rows: ViewRows, into canvas: inout Canvas, in inside: Rect, _ state: State) {
        let area = inside.splitTop(inside.height - rowsArea(in: inside).height).top.inset(columns: 1, rows: 0)
        guard area.height >= OverviewView.stripHeight else { return }
        let now = ByteStrip.now(state)
        // While layers arrive the strip grows towards what their blobs promise.
        let isRead = state.loading.figures != nil
        let scale = isRead ? now.bytes : max(now.bytes, state.image?.blobBytes ?? 0)
        let strips = [("Now", now)] + (state.advice.map { [("Possible", now.possible(by: $0))] } ?? [])
        for (index, strip) in strips.enumerated() {
            let (label, bar) = area.row(index).splitLeft(9)
            TextLine(strip.0, state.options.theme.dim).draw(into: &canvas, in: label)
            strip.1.draw(into: &canvas, in: bar, scale: scale, state)
        }
        now.legend(state).draw(into: &canvas, in: area.row(2).splitLeft(9).rest, ellipsis: state.ellipsis)
    }

    mutating func open(_ row: Int, in state: inout State) -> Outcome {
        let rows = OverviewRows(state, height: rowsArea(in: state.layout.body).height).rows
        guard rows.indices.contains(row) else { return .stay }
        switch rows[row].target {
        case .tab(let id): return Outcome(next: .tab(id))
        case .item(let item): return state.go(to: item)
        case .finding(let finding): return state.go(to: finding)
        case nil: return .stay
        }
    }

    func hint(for command: Command, in state: State) -> String? { command == .open ? "go there" : nil }

    func lesson(in state: State) -> Lesson? {
        let rows = OverviewRows(state, height: rowsArea(in: state.layout.body).height).rows
        return rows.indices.contains(place.scroll.selection) ? rows[place.scroll.selection].lesson : nil
    }
}

/// The rows under the strip, as many of each kind as there is room for.
private struct OverviewRows {
    /// Where Enter on a row leads.
    enum Target {
        case tab(ViewID)
        case item(Finding.Item)
        case finding(Finding)
    }

    struct Entry {
        var row: ViewRows.Row
        var target: Target?
        var lesson: Lesson?
    }

    private let state: State
    private let theme: Theme
    private(set) var rows: [Entry] = []

    init(_ state: State, height: Int) {
        self.state = state
        theme = state.options.theme
        // Three headings, a change of the code, what runs, and a line for what is left out; the rest is shared by the
        // three lists.
        let change = state.textOfCodeChange
        let room = max(3, height - (change == nil ? 6 : 7))
        let files = min(state.findings?.wastedFiles.count ?? 0, room / 4)
        let dangers = min(state.findings?.dangers.count ?? 0, max(1, room / 3))
        addSavings(limit: max(1, room - files - dangers))
        addWastedFiles(limit: files)
        addDangers(limit: dangers)
        if let change { add(TextLine(change, theme.title), "", .tab(.dockerfile), lesson: .order) }
        addRuntime()
    }

    private mutating func add(
        _ line: TextLine, _ detail: String = "", _ target: Target? = nil, lesson: Lesson? = nil
    ) {
        rows.append(Entry(row: ViewRows.Row(line: line, detail: detail), target: target, lesson: lesson))
    }

    private mutating func addHeading(_ text: String, _ detail: String, _ tab: ViewID) {
        add(TextLine(text, theme.title), detail, .tab(tab))
    }

    private mutating func addWaiting() {
        guard let obstacle = state.analysisObstacle else { return }
        add(TextLine("  \(obstacle.sentence)", theme.dim))
    }

    // MARK: What saves

    private mutating func addSavings(limit: Int) {
        guard let plan = state.plan else {
            addHeading("What would save most", "", .advice)
            addWaiting()
            return
        }
        let advice = plan.advice
        let saved = max(0, advice.before.bytes - advice.after.bytes)
        let share = Figure.percent(saved, of: advice.before.bytes)
        addHeading("What would save most", saved > 0 ? "\(state.bytes(saved)), \(share)" : "nothing", .advice)
        let shown = advice.remedies.count <= limit ? limit : limit - 1
        for (remedy, layers) in zip(advice.remedies, plan.layers).prefix(shown) {
            add(
                amount(remedy.savedBytes).adding(Printable.escape(remedy.title), theme.text),
                place(of: remedy, in: layers), .tab(.advice), lesson: remedy.lesson)
        }
        let rest = advice.remedies.dropFirst(shown)
        guard !rest.isEmpty else { return }
        let bytes = rest.reduce(Int64(0)) { $0.addingSaturated($1.savedBytes) }
        add(amount(bytes).adding("\(Count.grouped(rest.count)) more", theme.dim), "", .tab(.advice))
    }

    private func amount(_ bytes: Int64) -> TextLine {
        TextLine(Figure.right(state.bytes(bytes), 10) + "  ", theme.text)
    }

    /// The line of the Dockerfile, and the layers that store the files.
    private func place(of remedy: Remedy, in layers: [Int]) -> String {
        let line = remedy.line.map { "line \($0)" }
        return [line, layers.isEmpty ? nil : state.text(ofLayers: layers)].compactMap(\.self).joined(separator: ", ")
    }

    // MARK: What is wasted

    private mutating func addWastedFiles(limit: Int) {
        guard let findings = state.findings, limit > 0 else { return }
        let wasted = state.loading.figures.map { "\(state.bytes($0.wastedBytes)) in all" } ?? ""
        addHeading("Largest files that are stored and not seen", wasted, .waste)
        for file in findings.wastedFiles.prefix(limit) {
            let path = "/" + Printable.escape(state.derived.stack.path(of: file.item.path))
            let detail = "layer \(file.item.entry.layer), \(file.fate)"
            add(amount(file.item.bytes).adding(path, theme.text), detail, .item(file.item), lesson: .deletions)
        }
    }

    // MARK: What endangers

    private mutating func addDangers(limit: Int) {
        guard let findings = state.findings else {
            addHeading("What endangers", "", .security)
            addWaiting()
            return
        }
        let counts = Severity.allCases.sorted(by: >).compactMap { severity -> String? in
            let count = findings.others.count { findings.all[$0].finding.severity == severity }
            return count > 0 ? "\(Count.grouped(count)) \(severity.rawValue)" : nil
        }
        addHeading("What endangers", counts.isEmpty ? "nothing" : counts.joined(separator: ", "), .security)
        for index in findings.dangers.prefix(limit) {
            let judged = findings.all[index]
            let mark = FindingMark(judged.category, judged.finding.severity)
            let severity = TextWidth.pad(judged.finding.severity.rawValue, to: 9)
            let line = TextLine("  \(mark.text) \(severity)", mark.style(theme))
                .adding(Printable.escape(judged.finding.title), theme.text)
            add(line, place(of: judged.finding), .finding(judged.finding), lesson: judged.finding.lesson)
        }
    }

    /// `deleted in 13, readable in layer 9`: where it stands, and where it can be had.
    private func place(of finding: Finding) -> String {
        switch finding.state {
        case .deleted(let later): "deleted in \(later)" + (finding.layer.map { ", readable in layer \($0)" } ?? "")
        case .overwritten(let later):
            "overwritten in \(later)" + (finding.layer.map { ", readable in layer \($0)" } ?? "")
        case let other?: other.shortText
        case nil:
            finding.layer.map { "layer \($0)" } ?? state.line(of: finding).map { "line \($0)" } ?? ""
        }
    }

    // MARK: What runs

    private mutating func addRuntime() {
        guard let config = state.image?.config.config else { return }
        let words = (config.entrypoint ?? []) + (config.command ?? [])
        let command = words.isEmpty ? "nothing by itself" : Printable.escape(words.joined(separator: " "))
        let user = config.user.flatMap { $0.isEmpty ? nil : Printable.escape($0) } ?? "root"
        var facts = ["as \(user)"]
        if let directory = config.workingDirectory, !directory.isEmpty {
            facts.append("in \(Printable.escape(directory))")
        }
        var text = ([command] + facts).joined(separator: " ")
        if !config.exposedPorts.isEmpty {
            text += ", port \(Printable.escape(config.exposedPorts.joined(separator: " ")))"
        }
        text += config.healthcheck == nil ? ", no health check" : ", with a health check"
        add(TextLine("Runs ", theme.title).adding(text, theme.text), "", .tab(.image))
    }
}
