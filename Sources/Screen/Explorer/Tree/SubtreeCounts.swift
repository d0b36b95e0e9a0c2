import FileTree

/// For each path, how many of something stand for it and what lies below it: finds places in the order of the screen
/// without going through all that comes before.
struct SubtreeCounts: Sendable {
    private let counts: [UInt32]

    /// Counts by the paths' indices; those of a directory are of all below it too.
    init(_ counts: [UInt32]) {
        self.counts = counts
    }

    /// How many there are in all.
    var total: Int { Int(counts.first ?? 0) }

    /// How many stand for a path and what lies below it.
    subscript(path: PathID) -> Int { path.index < counts.count ? Int(counts[path.index]) : 0 }

    /// How many come before an entry among those of its directory.
    func before(_ path: PathID, among entries: [PathID]) -> Int {
        entries.prefix { $0 != path }.reduce(0) { $0 + self[$1] }
    }
}
