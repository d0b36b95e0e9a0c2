import FileTree

/// A row of the tree.
struct FileRow: Sendable, Hashable {
    /// What it shows.
    let path: PathID
    /// How deep it lies, 0 for entries of the root.
    let depth: Int
    /// Whether it is the last of its directory.
    let isLast: Bool
    /// Whether it is a directory whose entries follow.
    let isUnfolded: Bool
    /// Bit n is set where the ancestor at depth n has more entries after it, for the first 64 depths.
    let openAncestors: UInt64
}
