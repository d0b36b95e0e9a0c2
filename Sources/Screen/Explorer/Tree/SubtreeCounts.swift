import FileTree

/// For each path, how many of something stand for it and what lies below it: finds places in the order of the screen
/// without going through all that comes before.
struct SubtreeCounts: Sendable {
    private let counts: SparseColumn<UInt32>
    private let single: PathSet

    /// - Parameters:
    ///   - counts: By the paths' indices; those of a directory are of all below it too.
    ///   - single: The paths that stand for one where nothing else is counted, as most files do; no other path does.
    init(_ counts: [UInt32], single: PathSet = PathSet()) {
        self.counts = SparseColumn(counts) { single.contains(index: $0) ? 1 : 0 }
        self.single = single
    }

    /// How many there are in all.
    var total: Int { self[.root] }

    /// How many stand for a path and what lies below it.
    subscript(path: PathID) -> Int { counts[path.index].map { Int($0) } ?? (single.contains(path) ? 1 : 0) }

    /// How many come before an entry among those of its directory.
    func before(_ path: PathID, among entries: [PathID]) -> Int {
        entries.prefix { $0 != path }.reduce(0) { $0 + self[$1] }
    }
}
