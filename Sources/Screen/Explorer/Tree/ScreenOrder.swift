import FileTree
import Synchronization

/// Entries in the order of the screen, those that no filter shows too. Each directory is ordered when a row of it is first
/// wanted, and kept: a filter that is being typed finds it in order.
final class ScreenOrder: Sendable {
    private struct Known {
        var entries: [PathID: [PathID]] = [:]
        var files: [PathID]?
    }

    private let order: EntryOrder
    private let known = Mutex(Known())

    init(_ order: EntryOrder) {
        self.order = order
    }

    /// What it orders by.
    var sort: SortOrder { order.sort }

    /// All entries of a directory that any layer has.
    func entries(of directory: PathID) -> [PathID] {
        // By name the layers have them.
        if sort == SortOrder(.name) { return Array(order.view.stack.children(of: directory)) }
        return known.withLock { known in
            if let entries = known.entries[directory] { return entries }
            let entries = order.sorted(Array(order.view.stack.children(of: directory)))
            known.entries[directory] = entries
            return entries
        }
    }

    /// The files of a set of paths that the tab shows; by name in the order of the tree that is all unfolded.
    func files(of paths: PathSet) -> [PathID] {
        if sort.key == .name {
            var files: [PathID] = []
            order.view.stack.forEachPath(of: paths, isReversed: sort.isReversed) { path in
                if order.view.kind(of: path) != .directory { files.append(path) }
            }
            return files
        }
        let all = known.withLock { known in
            let files = known.files ?? order.sorted(order.view.files(in: order.amounts.shown))
            known.files = files
            return files
        }
        return all.filter { paths.contains($0) }
    }
}
