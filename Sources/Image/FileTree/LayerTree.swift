import Archive

/// What one layer's tar holds, in a compact arena. Two entries of one path count as one, the last.
public struct LayerTree: Sendable {
    /// The counts of one layer (DESIGN.md, "Exact meanings").
    public struct Totals: Sendable, Hashable {
        /// Entries that are not directories, whiteouts apart.
        public var files = 0
        /// Entries that are directories, the root apart.
        public var directories = 0
        /// Whiteouts and opaque whiteouts; bookkeeping of aufs is not counted.
        public var whiteouts = 0
        /// The sum of the regular files' sizes, in bytes; hard links add nothing.
        public var size: Int64 = 0

        /// Nothing.
        public init() {}
    }

    var arena: PathArena
    var columns: LayerColumns
    /// The layer's counts.
    public let totals: Totals
    /// What the tar holds that could not be taken over, one sentence each; at most 100, then a sentence with the rest.
    public internal(set) var warnings: [String]
    /// Why the layer could not be read to its end, in one sentence; nil when the tree is whole.
    public internal(set) var fault: String?

    /// A tree of entries in the order of a tar.
    ///
    /// - Parameters:
    ///   - entries: the entries, whiteouts included.
    ///   - hashes: XXH3-64 of contents by the entry's index in the sequence, from 0.
    public init(entries: some Sequence<TarEntry>, hashes: [Int: UInt64] = [:]) {
        var builder = LayerTreeBuilder()
        for (ordinal, entry) in entries.enumerated() {
            builder.add(entry, ordinal: ordinal, contentHash: hashes[ordinal])
        }
        self = builder.finish()
    }

    init(arena: PathArena, columns: LayerColumns, totals: Totals, warnings: [String]) {
        self.arena = arena
        self.columns = columns
        self.totals = totals
        self.warnings = warnings
    }

    /// The number of paths in the arena: entries, implied directories, and paths that are only removed.
    public var pathCount: Int { columns.count }
}
