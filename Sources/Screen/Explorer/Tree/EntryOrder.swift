import FileTree

/// The order of entries, of one directory or of all of a list.
struct EntryOrder: Sendable {
    let sort: SortOrder
    let amounts: TreeAmounts
    let wasted: WastedBytes
    let view: TreeView

    /// The entries in the wanted order; equal ones stay as they come in.
    func sorted(_ paths: [PathID]) -> [PathID] {
        if sort.key == .name { return sort.isReversed ? paths.reversed() : paths }
        return RadixSort.sorted(paths, isDescending: !sort.isReversed, by: weight)
    }

    private func weight(of path: PathID) -> Int64 {
        switch sort.key {
        case .name: 0
        case .size: amounts.size(of: path)
        case .count: Int64(amounts.count(of: path))
        case .modified: view.entry(of: path).map { view.stack.modified(of: $0) } ?? .min
        case .wasted: wasted[path]
        }
    }
}
