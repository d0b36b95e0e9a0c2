import FileTree

/// Sizes and counts as the tab means them.
///
/// In the files, what a directory holds now. In the changes, what the layers put there or took away: a directory's size is
/// the bytes added and changed below it, so that the bars lead to what made the layer large.
struct TreeAmounts: Sendable {
    /// The paths that the tab shows.
    let shown: PathSet
    private let sizes: [Int64]
    private let removedSizes: [Int64]
    private let counts: [UInt32]

    init() {
        (shown, sizes, removedSizes, counts) = (PathSet(), [], [], [])
    }

    init(of view: TreeView, tab: TreePane.Tab) {
        switch tab {
        case .files:
            (shown, sizes, removedSizes, counts) = (view.visiblePaths, view.sizeColumn, [], view.fileCountColumn)
        case .changes:
            let changed = view.changedAmounts
            (shown, sizes, removedSizes, counts) = (
                view.changedPaths, changed.sizes, changed.removedSizes, changed.files
            )
        }
    }

    /// Whether the tab shows the path.
    func isShown(_ path: PathID) -> Bool { shown.contains(path) }

    /// Bytes at and below the path; of a removed path those that it had.
    func size(of path: PathID) -> Int64 { path.index < sizes.count ? sizes[path.index] : 0 }

    /// In the changes, bytes that are gone at and below the path.
    func removedSize(of path: PathID) -> Int64 {
        path.index < removedSizes.count ? removedSizes[path.index] : 0
    }

    /// Files at and below the path; in the changes those that changed.
    func count(of path: PathID) -> Int { path.index < counts.count ? Int(counts[path.index]) : 0 }
}
