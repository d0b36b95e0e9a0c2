import FileTree

/// A row of the tree.
struct FileRow: Sendable, Hashable {
    /// What it shows: of a chain of directories that hold nothing but the next one, the last.
    var path: PathID
    /// The first directory of such a chain; otherwise the path itself.
    let head: PathID
    /// How deep it lies, 0 for entries of the root.
    let depth: Int
    /// Whether it is the last of its directory.
    let isLast: Bool
    /// Whether it is a directory whose entries follow.
    var isUnfolded = false
    /// Bit n is set where the ancestor at depth n has more entries after it, for the first 64 depths.
    let openAncestors: UInt64
}

/// Walks a tree in the order of the screen, into those directories that the caller enters. Without recursion: a hostile
/// image can nest directories very deeply.
struct TreeWalk {
    private struct Directory {
        let entries: [PathID]
        var position = 0
        let openAncestors: UInt64
    }

    private var open: [Directory]
    private var last: FileRow?

    /// A walk that begins with these entries of the root.
    init(_ entries: [PathID]) {
        open = [Directory(entries: entries, openAncestors: 0)]
    }

    /// The next entry; nil after the last one.
    mutating func next() -> FileRow? {
        while let depth = open.indices.last {
            let position = open[depth].position
            guard position < open[depth].entries.count else {
                open.removeLast()
                continue
            }
            open[depth].position += 1
            let path = open[depth].entries[position]
            last = FileRow(
                path: path, head: path, depth: depth, isLast: position + 1 == open[depth].entries.count,
                openAncestors: open[depth].openAncestors)
            return last
        }
        return nil
    }

    /// Goes on with the entries of the directory that came last.
    mutating func enter(_ entries: [PathID]) {
        guard let last else { return }
        let goesOn = !last.isLast && last.depth < 64
        let ancestors = goesOn ? last.openAncestors | 1 << UInt64(last.depth) : last.openAncestors
        open.append(Directory(entries: entries, openAncestors: ancestors))
    }
}

extension LayerStack {
    /// The paths from a directory down to what lies below it, both among them.
    func chain(from head: PathID, to end: PathID) -> [PathID] {
        var chain = [end]
        while let first = chain.last, first != head, let parent = parent(of: first) { chain.append(parent) }
        return chain.reversed()
    }
}
