import FileTree

/// Sizes and counts as the tab means them.
///
/// In the files, what a directory holds now. In the changes, what the layers put there or took away: a directory's size is
/// the bytes added and changed below it, so that the bars lead to what made the layer large.
struct TreeAmounts: Sendable {
    private let view: TreeView?
    private let tab: TreePane.Tab
    private var sizes: [Int64] = []
    private var removedSizes: [Int64] = []
    private var counts: [UInt32] = []

    init() {
        view = nil
        tab = .files
    }

    init(of view: TreeView, tab: TreePane.Tab) {
        self.view = view
        self.tab = tab
        if tab == .changes { aggregateChanges(view) }
    }

    /// Whether the tab shows the path.
    func isShown(_ path: PathID) -> Bool {
        guard let view, view.isVisible(path) else { return false }
        return tab == .files || view.changedCount(of: path) > 0
    }

    /// Bytes at and below the path; of a removed path those that it had.
    func size(of path: PathID) -> Int64 {
        guard let view else { return 0 }
        if tab == .files || view.change(of: path) == .removed { return view.size(of: path) }
        return path.index < sizes.count ? sizes[path.index] : 0
    }

    /// In the changes, bytes that are gone at and below the path.
    func removedSize(of path: PathID) -> Int64 {
        path.index < removedSizes.count ? removedSizes[path.index] : 0
    }

    /// Files at and below the path; in the changes those that changed.
    func count(of path: PathID) -> Int {
        guard let view else { return 0 }
        if tab == .files { return view.fileCount(of: path) }
        return path.index < counts.count ? Int(counts[path.index]) : 0
    }

    private mutating func aggregateChanges(_ view: TreeView) {
        let count = view.stack.pathCount
        sizes = Array(repeating: 0, count: count)
        removedSizes = sizes
        counts = Array(repeating: 0, count: count)
        var path = count - 1
        while path >= 0, let id = view.stack.path(at: path) {
            let change = view.change(of: id)
            if change != .unchanged, view.kind(of: id) != .directory {
                counts[path] += 1
                if change == .removed {
                    removedSizes[path] = view.size(of: id)
                } else {
                    sizes[path] = view.size(of: id)
                }
            }
            if let parent = view.stack.parent(of: id)?.index {
                sizes[parent] = sizes[parent].addingSaturated(sizes[path])
                removedSizes[parent] = removedSizes[parent].addingSaturated(removedSizes[path])
                counts[parent] += counts[path]
            }
            path -= 1
        }
    }
}
