import Archive
import Evidence
import FileTree

/// Sums sizes of files of the final tree, contents with several names once.
struct ContentSizes {
    private let view: TreeView

    init(_ view: TreeView) {
        self.view = view
    }

    /// Bytes of the contents of paths, which are no directories.
    func size(of paths: some Sequence<PathID>) -> Int64 {
        var counted = EntrySet()
        return paths.reduce(0) { sum, path in
            guard view.kind(of: path).hasContents, let entry = view.entry(of: path),
                let contents = view.stack.contents(of: entry), counted.insert(contents)
            else { return sum }
            return sum.addingSaturated(view.stack.size(of: contents))
        }
    }
}

extension EntryKind {
    /// Whether an entry of this kind leads to bytes.
    var hasContents: Bool { self == .regularFile || self == .hardLink }
}
