import Dockerfile
import FileTree
import ImageAnalysis
import Reporting
import TerminalUI

/// How the rows of a comparison look.
struct CompareDrawing {
    private let comparison: Comparison
    private let unfolded: Set<CompareRows.Part>
    private let state: State
    private let largest: UInt64

    init(_ comparison: Comparison, unfolded: Set<CompareRows.Part>, _ state: State) {
        (self.comparison, self.unfolded, self.state) = (comparison, unfolded, state)
        largest = comparison.classes.map(\.delta.magnitude).max() ?? 0
    }

    private var theme: Theme { state.options.theme }

    /// A row with what stands at its right edge.
    func row(_ row: CompareRows.Row) -> ViewRows.Row {
        switch row {
        case .part(let part): heading(part)
        case .path(let path):
            ViewRows.Row(
                line: amount(path.delta).adding("/" + Printable.escape(path.path), theme.text), detail: layers(of: path)
            )
        case .layer(let layer): self.layer(layer)
        case .node(let node, let depth): self.node(node, depth: depth)
        case .more(let count, let depth):
            ViewRows.Row(line: amount(nil).adding(indentation(depth) + "and \(count) more", theme.dim))
        case .package(let package):
            ViewRows.Row(
                line: amount(package.delta).adding(Printable.escape(package.name), theme.text),
                detail: versions(package))
        case .field(let field):
            ViewRows.Row(
                line: amount(nil).adding(Printable.escape(field.field) + "  ", theme.dim)
                    .adding("\(value(field.a)) \(arrow) \(value(field.b))", theme.text))
        case .finding(let finding):
            ViewRows.Row(
                line: amount(nil).adding(Printable.escape(finding.title), theme.text),
                detail: "\(finding.severity.rawValue), \(finding.rule.id)")
        }
    }

    // MARK: The parts

    private func heading(_ part: CompareRows.Part) -> ViewRows.Row {
        let count = CompareRows.count(of: part, in: comparison)
        switch part {
        case .difference(let difference):
            let sum = comparison.classes.first { $0.difference == difference }
            return ViewRows.Row(
                line: heading(part, sum?.delta).adding(why(difference), theme.text),
                detail: compressed(sum?.compressedDelta ?? 0) + Figure.count(sum?.paths ?? 0, "path"))
        case .hidden:
            let delta = comparison.b.hiddenBytes - comparison.a.hiddenBytes
            let stored = comparison.b.hiddenCompressed - comparison.a.hiddenCompressed
            return ViewRows.Row(
                line: heading(part, delta).adding("hidden: in a layer, and not shown", theme.text),
                detail: stored == 0 ? "" : "\(state.signedBytes(stored)) compressed")
        case .layers:
            let shared = comparison.layers.count { $0.standing == .shared }
            return ViewRows.Row(
                line: heading(part, nil).adding(
                    "layers: a push sends \(state.bytes(comparison.pushedBytes))", theme.text),
                detail: "\(shared) of \(Figure.count(count, "layer")) shared")
        case .tree: return plain(part, "all that differs, as a tree", Figure.count(count, "path"))
        case .packages: return plain(part, "packages added, removed or changed", Figure.count(count, "package"))
        case .configuration: return plain(part, "configuration", Figure.count(count, "field"))
        case .newFindings: return plain(part, "findings that are new", Figure.count(count, "finding"))
        case .goneFindings: return plain(part, "findings that are gone", Figure.count(count, "finding"))
        }
    }

    private func plain(_ part: CompareRows.Part, _ text: String, _ detail: String) -> ViewRows.Row {
        ViewRows.Row(line: heading(part, nil).adding(text, theme.text), detail: detail)
    }

    private func heading(_ part: CompareRows.Part, _ delta: Int64?) -> TextLine {
        let glyphs = state.options.glyphs
        let fold = !part.isFoldable ? " " : unfolded.contains(part) ? glyphs.unfolded : glyphs.folded
        let amount = Figure.right(delta.map(state.signedBytes) ?? "", 10)
        return TextLine("\(fold) ", theme.dim).adding(amount + " ", style(delta))
            .adding(Bar((delta ?? 0).magnitude, of: largest).text(width: 8, glyphs: glyphs) + " ", theme.bar)
    }

    /// What a class means, with the names of the base images where they differ.
    private func why(_ difference: DifferenceClass) -> String {
        let meaning = "\(difference.rawValue): \(difference.meaning)"
        guard difference == .baseImage, let from = comparison.a.base, let to = comparison.b.base, from != to else {
            return meaning
        }
        return "\(difference.rawValue): \(Printable.escape(from)) \(arrow) \(Printable.escape(to))"
    }

    private func compressed(_ delta: Int64) -> String {
        delta == 0 ? "" : "\(state.signedBytes(delta)) compressed, "
    }

    // MARK: What parts are made of

    private func layer(_ layer: LayerDifference) -> ViewRows.Row {
        let isShared = layer.standing == .shared
        let size = (layer.b?.size ?? 0) - (layer.a?.size ?? 0)
        let numbers = [layer.a, layer.b].map { side in Figure.right(side.map { "\($0.index)" } ?? "-", 3) }
        let line = isShared ? amount(text: state.bytes(layer.a?.size ?? 0), theme.dim) : amount(size)
        return ViewRows.Row(
            line: line.adding(numbers.joined() + "  ", theme.dim).adding(
                Printable.escape(InstructionText.oneLine((layer.b ?? layer.a)?.text ?? "")), theme.text),
            detail: layer.standing.text)
    }

    private func node(_ node: DifferenceTree.Node, depth: Int) -> ViewRows.Row {
        let name =
            switch node.kind {
            case .path(let path): "/" + Printable.escape(path) + (node.children.isEmpty ? "" : "/")
            case .package(let place): Printable.escape(comparison.packages[place].name)
            case .packages(let ecosystem): "packages (\(ecosystem))"
            }
        let detail =
            switch node.kind {
            case .package(let place): versions(comparison.packages[place])
            default:
                [node.difference?.rawValue, node.paths > 1 ? Figure.count(node.paths, "path") : nil]
                    .compactMap(\.self).joined(separator: ", ")
            }
        return ViewRows.Row(line: amount(node.delta).adding(indentation(depth) + name, theme.text), detail: detail)
    }

    private func amount(_ delta: Int64?) -> TextLine {
        amount(text: delta.map(state.signedBytes) ?? "", style(delta))
    }

    private func amount(text: String, _ style: Style) -> TextLine {
        TextLine("  " + Figure.right(text, 10) + "  ", style)
    }

    private func style(_ delta: Int64?) -> Style {
        let delta = delta ?? 0
        return delta > 0 ? theme.added : delta < 0 ? theme.removed : theme.text
    }

    private func indentation(_ depth: Int) -> String { String(repeating: "  ", count: depth) }

    private var arrow: String { state.options.glyphs.arrow }

    private func value(_ text: String?) -> String { text.map { Printable.escape($0) } ?? "-" }

    private func versions(_ package: PackageDifference) -> String {
        func text(_ versions: [String]) -> String {
            versions.isEmpty ? "-" : versions.map { Printable.escape($0) }.joined(separator: ", ")
        }
        return "\(text(package.versionsA)) \(arrow) \(text(package.versionsB))"
    }

    private func layers(of path: PathDifference) -> String {
        let before = path.layerA.map { "layer \($0)" }
        let after = path.layerB.map { "layer \($0) of the other" }
        return [before, after].compactMap(\.self).joined(separator: ", ")
    }
}
