import FileTree

/// A row of the list of waste.
enum WasteRow: Hashable {
    /// Whose bytes follow, and how many they are.
    case heading(isBase: Bool, bytes: Int64)
    /// A cause, by its index.
    case cause(Int)
    /// A directory or file of a cause: its depth, from 0, and whose name stands above it.
    case node(cause: Int, ByteTree.Node, depth: Int, parent: PathID)

    /// The cause that it belongs to; nil for a heading.
    var cause: Int? {
        switch self {
        case .heading: nil
        case .cause(let index), .node(let index, _, _, _): index
        }
    }
}

/// What is unfolded in the list of waste: causes, and directories in them.
struct WasteFolding: Sendable, Hashable {
    /// A directory of a cause; `root` for the cause itself.
    struct Place: Sendable, Hashable {
        var cause: Int
        var path: PathID
    }

    private var unfolded: Set<Place> = []

    func isUnfolded(_ row: WasteRow) -> Bool { place(of: row).map(unfolded.contains) ?? false }

    /// Unfolds or folds a row; false for one that cannot be.
    mutating func set(_ row: WasteRow, unfolded isUnfolded: Bool) {
        guard let place = place(of: row) else { return }
        if isUnfolded { unfolded.insert(place) } else { unfolded.remove(place) }
    }

    /// Folds all.
    mutating func foldAll() { unfolded = [] }

    private func place(of row: WasteRow) -> Place? {
        switch row {
        case .heading: nil
        case .cause(let index): Place(cause: index, path: .root)
        case .node(let index, let node, _, _): Place(cause: index, path: node.path)
        }
    }

    /// The rows of the causes as far as they are unfolded.
    func rows(of causes: [WasteCause]) -> [WasteRow] {
        var rows: [WasteRow] = []
        for (index, cause) in causes.enumerated() {
            if index == 0 || causes[index - 1].isBase != cause.isBase {
                let bytes = causes.filter { $0.isBase == cause.isBase }.reduce(Int64(0)) {
                    $0.addingSaturated($1.bytes)
                }
                rows.append(.heading(isBase: cause.isBase, bytes: bytes))
            }
            rows.append(.cause(index))
            if isUnfolded(.cause(index)) { add(.root, of: index, cause.tree, depth: 0, to: &rows) }
        }
        return rows
    }

    private func add(_ directory: PathID, of cause: Int, _ tree: ByteTree, depth: Int, to rows: inout [WasteRow]) {
        // No stack frame a level: a hostile image nests a thousand directories.
        var open: [(nodes: ArraySlice<ByteTree.Node>, parent: PathID)] = [(tree.nodes(in: directory)[...], directory)]
        while var level = open.popLast() {
            guard let node = level.nodes.popFirst() else { continue }
            open.append(level)
            let row = WasteRow.node(cause: cause, node, depth: open.count - 1 + depth, parent: level.parent)
            rows.append(row)
            if isUnfolded(row) { open.append((tree.nodes(in: node.path)[...], node.path)) }
        }
    }
}
