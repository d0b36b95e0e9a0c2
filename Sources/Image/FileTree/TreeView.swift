import Archive

/// What the tree shows after a range of layers, compared with what it showed before the range.
///
/// Columns by path. Sizes and counts of a directory are those of its whole subtree; what was removed in the range has
/// sizes and counts of its own (those before the range) but adds nothing to a directory that is still there.
public struct TreeView: Sendable {
    /// The layers whose changes it shows, from 1.
    public let layers: ClosedRange<Int>
    /// The stack that it is a view of, as it was then.
    public let stack: LayerStack

    var shown: ShownColumn
    var flags: [Flags]
    var sizes: NumberColumn
    var counts: SparseColumn<Counts>

    /// How many files, directories and changed paths are at and below a path.
    struct Counts: Sendable, Hashable {
        /// Paths that are no directories.
        var files: UInt32 = 0
        /// Directories, itself apart.
        var directories: UInt32 = 0
        /// Paths that the range of layers changed.
        var changed: UInt32 = 0
    }

    /// Presence, change and kind of a path in one byte.
    struct Flags: Sendable {
        private(set) var raw: UInt8 = 0

        init() {}

        init(isPresent: Bool, change: Change, kind: EntryKind) {
            raw = (isPresent ? 1 : 2) | change.rawValue << 2 | kind.rawValue << 5
        }

        var isPresent: Bool { raw & 1 != 0 }
        var isVisible: Bool { raw & 3 != 0 }
        var change: Change { Change(rawValue: raw >> 2 & 7) ?? .unchanged }
        var isChanged: Bool { raw >> 2 & 7 != 0 }
        var kind: EntryKind { EntryKind(rawValue: raw >> 5) ?? .directory }
        var isDirectory: Bool { raw >> 5 == EntryKind.directory.rawValue }

        /// What the path counts where nothing lies below it.
        var alone: Counts {
            guard isVisible else { return Counts() }
            return Counts(files: isDirectory ? 0 : 1, changed: isChanged ? 1 : 0)
        }
    }

    /// Whether the path is in the tree after the range.
    public func isPresent(_ path: PathID) -> Bool {
        path.index < flags.count && flags[path.index].isPresent
    }

    /// Whether the path is present, or was removed in the range.
    public func isVisible(_ path: PathID) -> Bool {
        path.index < flags.count && flags[path.index].isVisible
    }

    /// What the range did to the path; `unchanged` also for one that is not visible.
    public func change(of path: PathID) -> Change {
        path.index < flags.count ? flags[path.index].change : .unchanged
    }

    /// The entry that describes the path; the one before the range for a removed path; nil for an implied directory.
    public func entry(of path: PathID) -> EntryReference? {
        path.index < shown.count ? shown[path.index].reference : nil
    }

    /// What the path is.
    public func kind(of path: PathID) -> EntryKind {
        path.index < flags.count ? flags[path.index].kind : .directory
    }

    /// Bytes of the contents at and below the path. Contents with several names count once.
    public func size(of path: PathID) -> Int64 {
        path.index < sizes.count ? sizes[path.index] : 0
    }

    /// How many paths at and below it are not directories.
    public func fileCount(of path: PathID) -> Int {
        Int(counts(at: path.index).files)
    }

    /// How many directories lie below it; implied ones count, itself does not.
    public func directoryCount(of path: PathID) -> Int {
        Int(counts(at: path.index).directories)
    }

    /// How many paths at and below it the range changed.
    public func changedCount(of path: PathID) -> Int {
        Int(counts(at: path.index).changed)
    }

    func counts(at path: Int) -> Counts {
        guard path < flags.count else { return Counts() }
        return counts[path] ?? flags[path].alone
    }
}
