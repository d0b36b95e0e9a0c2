import FileTree

/// The rows of the pane of files: in the tree those of unfolded directories; in the list one for each file. They are made when
/// they are asked for, since there may be a million; those on the screen are kept.
struct FileRows: Sendable, RandomAccessCollection {
    /// The files of the list; nil for the tree.
    let list: FileList?
    private let tree: TreeRows?
    /// The rows on the screen, and the number of the first of them.
    private var onScreen: [FileRow] = []
    private var firstOnScreen = 0

    /// No rows.
    init() {
        (list, tree) = (nil, nil)
    }

    init(_ tree: TreeRows) {
        (self.tree, list) = (tree, nil)
    }

    init(_ list: FileList) {
        (self.list, tree) = (list, nil)
    }

    var startIndex: Int { 0 }
    var endIndex: Int { list?.paths.count ?? tree?.count ?? 0 }

    subscript(index: Int) -> FileRow {
        if onScreen.indices.contains(index - firstOnScreen) { return onScreen[index - firstOnScreen] }
        return rows(in: index..<index + 1)[0]
    }

    /// Makes the rows that are on the screen.
    mutating func show(_ range: Range<Int>) {
        let range = range.clamped(to: startIndex..<endIndex)
        guard range != firstOnScreen..<firstOnScreen + onScreen.count else { return }
        (onScreen, firstOnScreen) = (rows(in: range), range.lowerBound)
    }

    private func rows(in range: Range<Int>) -> [FileRow] {
        guard let list else { return tree?.rows(in: range) ?? [] }
        return range.map { index in
            let path = list.paths[index]
            return FileRow(path: path, head: path, depth: 0, isLast: index + 1 == list.paths.count, openAncestors: 0)
        }
    }

    /// The row of a path: in the tree that of the nearest directory above it that has one, in the list the first one where
    /// it has none.
    func row(nearest path: PathID) -> Int {
        if let list { return list.paths.firstIndex(of: path) ?? 0 }
        return tree?.row(nearest: path) ?? 0
    }
}

/// All files that the pane shows, without their directories, in the order that is wanted.
struct FileList: Sendable {
    /// The files.
    let paths: [PathID]
    /// Bytes of all that are not removed.
    let bytes: Int64
    /// Bytes of the largest of them.
    let largest: Int64

    init(_ paths: [PathID], sizes amounts: TreeAmounts, in view: TreeView) {
        self.paths = paths
        var (bytes, largest) = (Int64(0), Int64(0))
        for path in paths where view.change(of: path) != .removed {
            let size = amounts.size(of: path)
            bytes = bytes.addingSaturated(size)
            largest = Swift.max(largest, size)
        }
        (self.bytes, self.largest) = (bytes, largest)
    }
}
