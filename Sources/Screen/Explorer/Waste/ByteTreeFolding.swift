import FileTree
import TerminalUI

/// What is unfolded in a list whose rows stand for files: rows, by a number each, and directories in them.
struct ByteTreeFolding: Sendable, Hashable {
    /// A directory or file below a row.
    struct Row: Hashable {
        /// The number of the row that it belongs to.
        let owner: Int
        let node: ByteTree.Node
        /// How many directories stand above it in the list.
        let depth: Int
        /// Whose name stands above it.
        let parent: PathID
    }

    /// A directory of a row; `root` for the row itself.
    private struct Place: Sendable, Hashable {
        var owner: Int
        var path: PathID
    }

    private var unfolded: Set<Place> = []

    func isUnfolded(_ owner: Int, _ path: PathID = .root) -> Bool {
        unfolded.contains(Place(owner: owner, path: path))
    }

    /// Unfolds or folds a row or a directory of it.
    mutating func set(_ owner: Int, _ path: PathID = .root, unfolded isUnfolded: Bool) {
        let place = Place(owner: owner, path: path)
        if isUnfolded { unfolded.insert(place) } else { unfolded.remove(place) }
    }

    /// Folds all.
    mutating func foldAll() { unfolded = [] }

    /// What stands below a row as far as it is unfolded; nothing where it is folded.
    func rows(of owner: Int, _ tree: ByteTree) -> [Row] {
        guard isUnfolded(owner) else { return [] }
        var rows: [Row] = []
        // No stack frame a level: a hostile image nests a thousand directories.
        var open: [(nodes: ArraySlice<ByteTree.Node>, parent: PathID)] = [(tree.nodes(in: .root)[...], .root)]
        while var level = open.popLast() {
            guard let node = level.nodes.popFirst() else { continue }
            open.append(level)
            rows.append(Row(owner: owner, node: node, depth: open.count - 1, parent: level.parent))
            if isUnfolded(owner, node.path) { open.append((tree.nodes(in: node.path)[...], node.path)) }
        }
        return rows
    }
}

extension LayerStack {
    /// A name, escaped, with the names of the directories between it and `parent`.
    func name(of path: PathID, below parent: PathID) -> String {
        var names = [name(of: path)]
        var place = self.parent(of: path)
        while let directory = place, directory != parent, directory != .root {
            names.append(name(of: directory))
            place = self.parent(of: directory)
        }
        return names.reversed().map { Printable.escape($0) }.joined(separator: "/")
    }
}
