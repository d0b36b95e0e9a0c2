import FileTree

/// Sizes and counts as the tab means them.
///
/// In the files, what a directory holds now. In the changes, what the layers put there or took away: a directory's size is
/// the bytes added and changed below it, so that the bars lead to what made the layer large.
struct TreeAmounts: Sendable {
    /// The paths that the tab shows.
    let shown: PathSet
    private let view: TreeView?
    /// In the changes, what changed; nil in the files.
    private let changed: TreeView.ChangedAmounts?

    init() {
        (shown, view, changed) = (PathSet(), nil, nil)
    }

    init(of view: TreeView, tab: TreePane.Tab) {
        self.view = view
        switch tab {
        case .files: (shown, changed) = (view.visiblePaths, nil)
        case .changes: (shown, changed) = (view.changedPaths, view.changedAmounts)
        }
    }

    /// Whether the tab shows the path.
    func isShown(_ path: PathID) -> Bool { shown.contains(path) }

    /// Bytes at and below the path; of a removed path those that it had.
    func size(of path: PathID) -> Int64 { changed?.size(of: path) ?? view?.size(of: path) ?? 0 }

    /// In the changes, bytes that are gone at and below the path.
    func removedSize(of path: PathID) -> Int64 { changed?.removedSize(of: path) ?? 0 }

    /// Files at and below the path; in the changes those that changed.
    func count(of path: PathID) -> Int { changed?.fileCount(of: path) ?? view?.fileCount(of: path) ?? 0 }
}
