import FileTree
import ImageAnalysis

/// The rows of a comparison: its parts, and what those that are unfolded are made of. Each is made when it is asked for.
struct CompareRows {
    /// What unfolds.
    enum Part: Hashable {
        case difference(DifferenceClass)
        case hidden, layers, tree, packages, configuration, newFindings, goneFindings

        /// Whether there is anything in it to show.
        var isFoldable: Bool { self != .hidden && self != .difference(.same) }
    }

    /// What one row is about.
    enum Row {
        case part(Part)
        case path(PathDifference)
        case layer(LayerDifference)
        case node(DifferenceTree.Node, depth: Int)
        case more(Int, depth: Int)
        case package(PackageDifference)
        case field(ConfigurationDifference)
        case finding(Finding)
    }

    private let comparison: Comparison
    private let parts: [Part]
    private let tree: [DifferenceTree.Row]
    private let rows: FoldedRows

    /// - Parameters:
    ///   - unfolded: The parts that show what they are made of.
    ///   - tree: The lines of the tree.
    init(_ comparison: Comparison, unfolded: Set<Part>, tree: [DifferenceTree.Row]) {
        (self.comparison, self.tree) = (comparison, tree)
        let parts = CompareRows.parts(of: comparison)
        self.parts = parts
        rows = FoldedRows(
            below: parts.map { part in
                guard unfolded.contains(part) else { return 0 }
                return part == .tree ? tree.count : CompareRows.count(of: part, in: comparison)
            })
    }

    /// The parts that there are, in their order.
    static func parts(of comparison: Comparison) -> [Part] {
        let classes = comparison.classes.filter(\.isCause)
        let isHidden = comparison.a.hiddenBytes != comparison.b.hiddenBytes
        let others: [Part] = [.tree, .packages, .configuration, .newFindings, .goneFindings]
        let differs = comparison.weight > .none
        return classes.map { .difference($0.difference) } + (isHidden ? [.hidden] : [])
            + (differs && !comparison.layers.isEmpty ? [.layers] : [])
            + others.filter { count(of: $0, in: comparison) > 0 }
    }

    /// How many things a part is made of.
    static func count(of part: Part, in comparison: Comparison) -> Int {
        switch part {
        case .difference(let difference): comparison.places[difference]?.count ?? 0
        case .hidden: 0
        case .layers: comparison.layers.count
        case .tree: comparison.paths.count
        case .packages: comparison.packages.count
        case .configuration: comparison.configuration.count
        case .newFindings: comparison.findings.new.count
        case .goneFindings: comparison.findings.gone.count
        }
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
        case .difference(let difference): comparison.places[difference].map { .path(comparison.paths[$0[place]]) }
        case .hidden: nil
        case .layers: .layer(comparison.layers[place])
        case .tree: node(tree[place])
        case .packages: .package(comparison.packages[place])
        case .configuration: .field(comparison.configuration[place])
        case .newFindings: .finding(comparison.findings.new[place])
        case .goneFindings: .finding(comparison.findings.gone[place])
        }
    }

    private func node(_ row: DifferenceTree.Row) -> Row {
        switch row.what {
        case .node(let place): .node(comparison.tree.nodes[place], depth: row.depth)
        case .more(let count): .more(count, depth: row.depth)
        }
    }
}
