import FileTree

/// The rows of the tree: those of unfolded directories. Of a million rows only the ones are made that somebody looks at; of
/// all the others it is known how many they are.
struct TreeRows: Sendable {
    private let shown: ShownPaths
    private let stack: LayerStack
    private let counts: SubtreeCounts
    private let order: ScreenOrder

    /// - Parameter isUnfolded: Whether a directory shows its entries.
    init(_ shown: ShownPaths, in stack: LayerStack, order: ScreenOrder, isUnfolded: (PathID) -> Bool) {
        (self.shown, self.stack, self.order) = (shown, stack, order)
        counts = SubtreeCounts(
            stack.counts { path, below in
                if path == .root { return below }
                guard shown.contains(path) else { return 0 }
                guard below > 0 else { return 1 }
                if shown.next(inChain: path) != nil { return below }
                return isUnfolded(path) ? below + 1 : 1
            }, single: shown.set)
    }

    /// How many rows there are.
    var count: Int { counts.total }

    /// The rows of a range, from 0.
    func rows(in range: Range<Int>) -> [FileRow] {
        var rows: [FileRow] = []
        var skipped = range.lowerBound
        var walk = TreeWalk(entries(of: .root))
        while rows.count < range.count, var row = walk.next() {
            guard skipped < counts[row.path] else {
                skipped -= counts[row.path]
                continue
            }
            row.path = shown.endOfChain(row.path)
            row.isUnfolded = counts[row.path] > 1
            if skipped > 0 { skipped -= 1 } else { rows.append(row) }
            if row.isUnfolded { walk.enter(entries(of: row.path)) }
        }
        return rows
    }

    /// The row of a path, or of the nearest directory above it that has one; the first one where none has.
    func row(nearest path: PathID) -> Int {
        var (row, nearest, directory) = (0, 0, PathID.root)
        for step in stack.chain(from: .root, to: shown.endOfChain(path)).dropFirst() {
            guard counts[step] > 0 else { break }
            row += counts.before(step, among: order.entries(of: directory))
            directory = step
            // Within a chain none has a row but the last.
            if shown.next(inChain: step) != nil { continue }
            nearest = row
            row += 1
            if counts[step] == 1 { break }
        }
        return nearest
    }

    private func entries(of directory: PathID) -> [PathID] {
        order.entries(of: directory).filter { counts[$0] > 0 }
    }
}
