import FileTree
import ImageAnalysis
import Reporting
import TerminalUI

extension ViewID {
    static let compare = ViewID("compare")
}

/// What differs between the image and another one: why in a sentence, the causes, then layers, paths as a tree, packages,
/// configuration and findings; all of them unfold.
struct CompareView: View {
    let id = ViewID.compare
    let plainTwin: String? = "strata diff IMAGE OTHER"
    var place = ViewPlace()
    /// What shows its rows.
    private var unfolded: Set<CompareRows.Part> = []

    /// So many lines the tree has.
    static let linesOfTree = 400
    private static let linesOfSummary = 3

    let commands: Set<Command> = [.toggleFold, .foldAll, .unfoldAll, .compareWith]

    func obstacle(in state: State) -> Obstacle? {
        guard state.comparison == nil else { return nil }
        guard let other = state.other else {
            return .lasting("There is no other image yet: Enter asks for one; strata IMAGE OTHER opens two.")
        }
        let name = Printable.escape(other.name)
        return switch other.phase {
        case .waiting: .passing("\(name) is read as soon as this image is analysed; this fills then.")
        case .opening(let what, let done, let total):
            .passing("\(what) \(name)\(CompareView.progress(done, total, state)); Esc stops it.")
        case .reading(let part): .passing("Reading \(name), \(Figure.percent(part)) so far; Esc stops it.")
        case .read: .passing("Both images are held against each other\(state.ellipsis)")
        case .failed(let reason): .lasting("\(reason). Enter asks for another image.")
        }
    }

    private static func progress(_ done: Int64, _ total: Int64?, _ state: State) -> String {
        guard done > 0 else { return state.ellipsis }
        guard let total, total > 0 else { return ", \(state.bytes(done)) so far" }
        return ", \(Figure.percent(min(1, Double(done) / Double(total)))) of \(state.bytes(total))"
    }

    mutating func appear(in state: State) {}

    // MARK: What it shows

    func title(in state: State) -> String {
        guard let comparison = state.comparison else { return "" }
        let (a, b) = (comparison.a, comparison.b)
        return "\(Printable.escape(a.name)) \(state.bytes(a.layerBytes)) \(state.options.glyphs.arrow) "
            + "\(Printable.escape(b.name)) \(state.bytes(b.layerBytes))  "
            + "\(state.signedBytes(b.layerBytes - a.layerBytes)) "
            + Gain(from: a.layerBytes, to: b.layerBytes).percent
    }

    func rows(in state: State, width: Int) -> ViewRows {
        guard let comparison = state.comparison else { return ViewRows([TextLine]()) }
        let rows = rows(of: comparison, in: state)
        guard rows.count > 0 else { return ViewRows([TextLine("Nothing differs.", state.options.theme.dim)]) }
        let drawing = CompareDrawing(comparison, unfolded: unfolded, state)
        return ViewRows(count: rows.count) { index in
            rows[index].map { drawing.row($0) } ?? ViewRows.Row(line: TextLine())
        }
    }

    private func rows(of comparison: Comparison, in state: State) -> CompareRows {
        CompareRows(comparison, unfolded: unfolded, tree: state.comparedTree)
    }

    /// Above the rows stands why the images differ, where there is room.
    func rowsArea(in inside: Rect) -> Rect {
        inside.splitTop(inside.height >= 12 ? CompareView.linesOfSummary : 0).rest
    }

    func drawBeside(_ rows: ViewRows, into canvas: inout Canvas, in inside: Rect, _ state: State) {
        let area = inside.splitTop(inside.height - rowsArea(in: inside).height).top.inset(columns: 1, rows: 0)
        guard let comparison = state.comparison, area.height > 0 else { return }
        let lines = TextLine.wrapped(
            Printable.escape(comparison.summary), width: area.width, style: state.options.theme.text)
        for (index, line) in lines.prefix(area.height).enumerated() {
            line.draw(into: &canvas, in: area.row(index), ellipsis: state.ellipsis)
        }
    }

    // MARK: What keys do

    func hint(for command: Command, in state: State) -> String? {
        guard command == .open else { return nil }
        guard let comparison = state.comparison else { return state.other?.isBeingRead == true ? "" : "pick an image" }
        return switch rows(of: comparison, in: state)[place.scroll.selection] {
        case .part(let part): part.isFoldable ? unfolded.contains(part) ? "fold" : "unfold" : ""
        case .path(let path): path.isReadable ? "lines" : "go to"
        case .node(let node, _): node.path == nil ? "" : node.isReadable ? "lines" : "go to"
        case .layer, .package, .field, .finding, .more, nil: ""
        }
    }

    mutating func open(_ row: Int, in state: inout State) -> Outcome {
        guard let comparison = state.comparison else { return .stay }
        switch rows(of: comparison, in: state)[row] {
        case .part(let part): toggle(part)
        case .path(let path): return state.open(path.path)
        case .node(let node, _): return node.path.map { state.open($0) } ?? .stay
        case .layer, .package, .field, .finding, .more, nil: break
        }
        return .stay
    }

    mutating func perform(_ command: Command, in state: inout State) -> Outcome? {
        switch command {
        case .open where state.comparison == nil && state.other?.isBeingRead != true:
            return Outcome(next: .stay, effects: state.askForOtherImage())
        case .endLast where state.other?.isBeingRead == true:
            return Outcome(next: .stay, effects: state.stopComparing())
        case .toggleFold: return open(place.scroll.selection, in: &state)
        case .foldAll:
            unfolded = []
            place.scroll = ListScroll()
        case .unfoldAll:
            guard let comparison = state.comparison else { return .stay }
            for part in CompareRows.parts(of: comparison) where !unfolded.contains(part) { toggle(part) }
        default: return nil
        }
        return .stay
    }

    private mutating func toggle(_ part: CompareRows.Part) {
        if part.isFoldable { unfolded.formSymmetricDifference([part]) }
    }
}

extension PathDifference {
    /// Whether both images have it and its contents differ: then there may be lines to compare.
    var isReadable: Bool {
        guard let bytesA, let bytesB, bytesA + bytesB > 0 else { return false }
        return difference.weight == .contents
    }
}

extension DifferenceTree.Node {
    /// The path that it stands for; nil for packages.
    fileprivate var path: [UInt8]? {
        if case .path(let path) = kind { path } else { nil }
    }

    /// The same for one path without any below it.
    fileprivate var isReadable: Bool {
        path != nil && children.isEmpty && bytesA > 0 && bytesB > 0 && difference?.weight == .contents
    }
}

extension State {
    /// The lines that differ of a file that both images have, else the path in the tree; one that only the other image has is
    /// not there.
    fileprivate mutating func open(_ path: [UInt8]) -> Outcome {
        if let difference = comparison?.difference(at: path), difference.isReadable {
            let isKnown = fileDifferences[path] != nil
            return Outcome(next: .show(FileDifferenceView(difference)), effects: isKnown ? [] : [.compareFile(path)])
        }
        return goToCompared(path)
    }

    /// Shows a path that differs in the tree of this image.
    mutating func goToCompared(_ path: [UInt8]) -> Outcome {
        guard let id = derived.stack.find(path),
            let layer = comparison?.difference(at: path)?.layerA ?? lastLayer(of: id)
        else {
            notice = Notice(.warning, "Only the other image has the path.")
            return .stay
        }
        go(to: id, inLayer: max(layer, 1))
        return .panes
    }

    /// The last layer that says something of a path; nil where none does.
    private func lastLayer(of path: PathID) -> Int? {
        derived.stack.history(of: path).last?.layer
    }
}
