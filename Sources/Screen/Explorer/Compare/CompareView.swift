import FileTree
import ImageAnalysis
import Reporting
import TerminalUI

extension ViewID {
    static let compare = ViewID("compare")
}

/// What differs between the image and another one, by cause: the causes unfold to their paths, the largest first.
struct CompareView: View {
    let id = ViewID.compare
    let plainTwin: String? = "strata diff IMAGE OTHER"
    var place = ViewPlace()
    /// Causes that show their paths.
    private var unfolded: Set<Part> = []

    /// What unfolds.
    private enum Part: Hashable {
        case difference(DifferenceClass)
        case packages, configuration

        /// How many rows it unfolds to.
        func count(in comparison: Comparison) -> Int {
            switch self {
            case .difference(let difference): comparison.places[difference]?.count ?? 0
            case .packages: comparison.packages.count
            case .configuration: comparison.configuration.count
            }
        }
    }

    private enum Row {
        case part(Part)
        case path(PathDifference)
        case package(PackageDifference)
        case field(ConfigurationDifference)
    }

    let commands: Set<Command> = [.toggleFold, .foldAll, .unfoldAll]

    func obstacle(in state: State) -> Obstacle? {
        guard state.comparison == nil else { return nil }
        guard let name = state.options.otherImage else {
            return .lasting("There is no other image: strata IMAGE OTHER opens two.")
        }
        if let failure = state.comparisonFailure { return .lasting(failure) }
        return .passing("\(Printable.escape(name)) is read as soon as this image is analysed; this fills then.")
    }

    mutating func appear(in state: State) {}

    func title(in state: State) -> String {
        guard let comparison = state.comparison else { return "" }
        let (a, b) = (comparison.a, comparison.b)
        let share = Figure.percent(comparison.delta.magnitude, of: a.visibleBytes)
        let sign = comparison.delta < 0 ? "-" : "+"
        return "\(Printable.escape(a.name)) \(state.bytes(a.visibleBytes)) \(state.options.glyphs.arrow) "
            + "\(Printable.escape(b.name)) \(state.bytes(b.visibleBytes))  "
            + "\(state.signedBytes(comparison.delta)), \(sign)\(share)"
    }

    // MARK: The rows

    /// The rows of a comparison, each made when it is asked for.
    private struct List {
        private let comparison: Comparison
        private let parts: [Part]
        private let rows: FoldedRows

        init(_ comparison: Comparison, unfolded: Set<Part>) {
            let classes = comparison.classes.filter { $0.difference != .same || $0.delta != 0 }
            let parts =
                classes.map { Part.difference($0.difference) } + (comparison.packages.isEmpty ? [] : [.packages])
                + (comparison.configuration.isEmpty ? [] : [.configuration])
            (self.comparison, self.parts) = (comparison, parts)
            rows = FoldedRows(below: parts.map { unfolded.contains($0) ? $0.count(in: comparison) : 0 })
        }

        var count: Int { rows.count }

        subscript(row: Int) -> Row? {
            switch rows[row] {
            case .entry(let part): .part(parts[part])
            case .below(let place, let part): self.row(place, of: parts[part])
            case nil: nil
            }
        }

        private func row(_ place: Int, of part: Part) -> Row? {
            switch part {
            case .difference(let difference):
                comparison.places[difference].map { .path(comparison.paths[$0[place]]) }
            case .packages: .package(comparison.packages[place])
            case .configuration: .field(comparison.configuration[place])
            }
        }
    }

    private func list(_ comparison: Comparison) -> List { List(comparison, unfolded: unfolded) }

    func rows(in state: State, width: Int) -> ViewRows {
        guard let comparison = state.comparison else { return ViewRows([TextLine]()) }
        let list = list(comparison)
        guard list.count > 0 else { return ViewRows([TextLine("Nothing differs.", state.options.theme.dim)]) }
        let largest = comparison.classes.map(\.delta.magnitude).max() ?? 0
        return ViewRows(count: list.count) { index in
            list[index].map { row($0, comparison, largest: largest, state) } ?? ViewRows.Row(line: TextLine())
        }
    }

    private func row(_ row: Row, _ comparison: Comparison, largest: UInt64, _ state: State) -> ViewRows.Row {
        let theme = state.options.theme
        switch row {
        case .part(.difference(let difference)):
            guard let sum = comparison.classes.first(where: { $0.difference == difference }) else {
                return ViewRows.Row(line: TextLine())
            }
            let line = heading(.difference(difference), sum.delta, largest, state)
                .adding("\(difference.rawValue): \(difference.meaning)", theme.text)
            return ViewRows.Row(line: line, detail: Figure.count(sum.paths, "path"))
        case .part(.packages):
            let line = heading(.packages, nil, largest, state).adding("packages added, removed or changed", theme.text)
            return ViewRows.Row(line: line, detail: Figure.count(comparison.packages.count, "package"))
        case .part(.configuration):
            let line = heading(.configuration, nil, largest, state).adding("configuration", theme.text)
            return ViewRows.Row(line: line, detail: Figure.count(comparison.configuration.count, "field"))
        case .path(let path):
            let line = amount(path.delta, state).adding("         /" + Printable.escape(path.path), theme.text)
            return ViewRows.Row(line: line, detail: CompareView.layers(of: path))
        case .package(let package):
            let versions =
                "\(CompareView.text(package.versionsA)) \(state.options.glyphs.arrow) "
                + CompareView.text(package.versionsB)
            return ViewRows.Row(
                line: amount(package.delta, state).adding("         " + Printable.escape(package.name), theme.text),
                detail: versions)
        case .field(let field):
            let values =
                "\(field.a.map { Printable.escape($0) } ?? "-") \(state.options.glyphs.arrow) "
                + (field.b.map { Printable.escape($0) } ?? "-")
            return ViewRows.Row(
                line: TextLine(String(repeating: " ", count: 22) + Printable.escape(field.field) + "  ", theme.dim)
                    .adding(values, theme.text))
        }
    }

    private func heading(_ part: Part, _ delta: Int64?, _ largest: UInt64, _ state: State) -> TextLine {
        let (theme, glyphs) = (state.options.theme, state.options.glyphs)
        let fold = unfolded.contains(part) ? glyphs.unfolded : glyphs.folded
        let amount = Figure.right(delta.map(state.signedBytes) ?? "", 10)
        let style = (delta ?? 0) > 0 ? theme.added : (delta ?? 0) < 0 ? theme.removed : theme.text
        return TextLine("\(fold) ", theme.dim).adding(amount + " ", style)
            .adding(Bar((delta ?? 0).magnitude, of: largest).text(width: 8, glyphs: glyphs) + " ", theme.bar)
    }

    private func amount(_ delta: Int64, _ state: State) -> TextLine {
        let style = delta > 0 ? state.options.theme.added : delta < 0 ? state.options.theme.removed : .plain
        return TextLine("  " + Figure.right(state.signedBytes(delta), 10) + " ", style)
    }

    private static func text(_ versions: [String]) -> String {
        versions.isEmpty ? "-" : versions.map { Printable.escape($0) }.joined(separator: ", ")
    }

    private static func layers(of path: PathDifference) -> String {
        let before = path.layerA.map { "layer \($0)" }
        let after = path.layerB.map { "layer \($0) of the other" }
        return [before, after].compactMap(\.self).joined(separator: ", ")
    }

    // MARK: What keys do

    func hint(for command: Command, in state: State) -> String? {
        guard command == .open, let comparison = state.comparison else { return nil }
        return switch list(comparison)[place.scroll.selection] {
        case .part(let part): unfolded.contains(part) ? "fold" : "unfold"
        case .path: "go to"
        case .package, .field, nil: ""
        }
    }

    mutating func open(_ row: Int, in state: inout State) -> Outcome {
        guard let comparison = state.comparison else { return .stay }
        switch list(comparison)[row] {
        case .part(let part): unfolded.formSymmetricDifference([part])
        case .path(let path): return go(to: path, &state)
        case .package, .field, nil: break
        }
        return .stay
    }

    mutating func perform(_ command: Command, in state: inout State) -> Outcome? {
        switch command {
        case .toggleFold: return open(place.scroll.selection, in: &state)
        case .foldAll:
            unfolded = []
            place.scroll = ListScroll()
        case .unfoldAll:
            unfolded = Set(DifferenceClass.allCases.map { .difference($0) } + [.packages, .configuration])
        default: return nil
        }
        return .stay
    }

    /// Shows the path in the tree; one that only the other image has is not there.
    private func go(to path: PathDifference, _ state: inout State) -> Outcome {
        guard let layer = path.layerA, let id = state.derived.stack.find(path.path) else {
            state.notice = Notice(.warning, "Only the other image has the path.")
            return .stay
        }
        state.go(to: id, inLayer: max(layer, 1))
        return .panes
    }
}
