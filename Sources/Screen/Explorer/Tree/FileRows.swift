import FileTree

/// The rows of the pane of files: in the tree those of unfolded directories; in the list one for each file, made when it is
/// asked for, since there may be a million.
struct FileRows: Sendable, RandomAccessCollection {
    /// The files of the list; nil for the tree.
    let list: FileList?
    private let rows: [FileRow]

    init(tree rows: [FileRow] = []) {
        self.rows = rows
        list = nil
    }

    init(_ list: FileList) {
        self.list = list
        rows = []
    }

    var startIndex: Int { 0 }
    var endIndex: Int { list?.paths.count ?? rows.count }

    subscript(index: Int) -> FileRow {
        guard let list else { return rows[index] }
        let path = list.paths[index]
        return FileRow(path: path, head: path, depth: 0, isLast: index + 1 == list.paths.count, openAncestors: 0)
    }

    /// The row of a path; nil where it has none.
    func row(of path: PathID) -> Int? {
        list?.paths.firstIndex(of: path) ?? rows.firstIndex { $0.path == path }
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
