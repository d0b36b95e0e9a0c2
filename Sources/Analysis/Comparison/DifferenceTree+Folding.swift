extension DifferenceTree {
    /// A line of the tree when it is folded.
    public struct Row: Sendable, Hashable {
        /// What a line stands for.
        public enum What: Sendable, Hashable {
            /// An entry, by its place in `nodes`.
            case node(Int)
            /// So many entries that are smaller than those above them.
            case more(Int)
        }

        /// What it stands for.
        public let what: What
        /// How deep it stands, from 0.
        public let depth: Int
    }

    /// The tree in few lines: what most of the difference lies in is unfolded, the largest first, until there are so many
    /// lines. A directory with one thing in it that differs stands for that.
    ///
    /// - Parameter limit: How many lines; what is unfolded may take a few more.
    public func folded(to limit: Int) -> [Row] {
        guard limit > 0 else { return [] }
        let top = largest(of: roots, atMost: limit)
        var open: Set<Int> = []
        var count = top.count
        // The largest first; each is opened or passed over once.
        var candidates = Heap(top.map { (nodes[$0].moved, $0) })
        while count < limit, let next = candidates.popLargest() {
            let end = chainEnd(of: next)
            let children = nodes[end].children
            let shown = largest(of: children, atMost: DifferenceTree.mostChildren)
            guard !shown.isEmpty, count + shown.count <= limit + DifferenceTree.slack else { continue }
            open.insert(end)
            count += shown.count + (children.count > shown.count ? 1 : 0)
            for child in shown { candidates.insert((nodes[child].moved, child)) }
        }
        return rows(of: roots, atMost: limit, depth: 0, open: open)
    }

    /// So many entries of one directory are shown at most.
    private static let mostChildren = 8
    private static let slack = 4

    /// The first of some entries; those that no bytes are moved in only where there are no others.
    private func largest(of places: [Int], atMost limit: Int) -> [Int] {
        let moved = places.prefix(limit).filter { nodes[$0].moved > 0 }
        return moved.isEmpty ? Array(places.prefix(limit)) : moved
    }

    private func rows(of places: [Int], atMost limit: Int, depth: Int, open: Set<Int>) -> [Row] {
        let shown = largest(of: places, atMost: limit)
        var rows: [Row] = []
        for place in shown {
            let end = chainEnd(of: place)
            rows.append(Row(what: .node(end), depth: depth))
            if open.contains(end) {
                rows += self.rows(
                    of: nodes[end].children, atMost: DifferenceTree.mostChildren, depth: depth + 1, open: open)
            }
        }
        if places.count > shown.count { rows.append(Row(what: .more(places.count - shown.count), depth: depth)) }
        return rows
    }

    /// The entry itself, or the one in it that all of its difference lies in.
    private func chainEnd(of place: Int) -> Int {
        var place = place
        while nodes[place].children.count == 1, let only = nodes[place].children.first,
            nodes[only].paths == nodes[place].paths
        {
            place = only
        }
        return place
    }
}

/// Entries by how much of the difference lies in them.
private struct Heap {
    private var entries: [(moved: UInt64, place: Int)]

    init(_ entries: [(UInt64, Int)]) {
        self.entries = entries.map { (moved: $0.0, place: $0.1) }.sorted { $0.moved < $1.moved }
    }

    /// Few are in it at a time: at most a line's each.
    mutating func insert(_ entry: (UInt64, Int)) {
        let place = entries.firstIndex { $0.moved >= entry.0 } ?? entries.count
        entries.insert((entry.0, entry.1), at: place)
    }

    mutating func popLargest() -> Int? { entries.popLast()?.place }
}
