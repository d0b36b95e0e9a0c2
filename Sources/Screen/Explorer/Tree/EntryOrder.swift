import FileTree

/// Orders the entries of one directory, which come in by name.
struct EntryOrder {
    let sort: SortOrder
    let amounts: TreeAmounts
    let view: TreeView

    /// The entries in the wanted order; equal ones stay ordered by name.
    func sorted(_ paths: [PathID]) -> [PathID] {
        if sort.key == .name { return sort.isReversed ? paths.reversed() : paths }
        let keyed = paths.enumerated().map { (weight: weight(of: $1), position: $0, path: $1) }
        return keyed.sorted { left, right in
            if left.weight == right.weight { return left.position < right.position }
            return sort.isReversed ? left.weight < right.weight : left.weight > right.weight
        }.map(\.path)
    }

    private func weight(of path: PathID) -> Int64 {
        switch sort.key {
        case .name: 0
        case .size: amounts.size(of: path)
        case .count: Int64(amounts.count(of: path))
        case .modified: view.entry(of: path).map { view.stack.entry($0).modified } ?? .min
        }
    }
}
