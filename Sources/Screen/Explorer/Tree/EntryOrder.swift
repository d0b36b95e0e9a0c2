import FileTree

/// Orders the entries of one directory, which come in by name.
struct EntryOrder {
    let sort: SortOrder
    let amounts: TreeAmounts
    let wasted: WastedBytes
    let view: TreeView

    /// The entries in the wanted order; equal ones stay ordered by name.
    func sorted(_ paths: [PathID]) -> [PathID] {
        if sort.key == .name { return sort.isReversed ? paths.reversed() : paths }
        // The comparison takes no more along than it needs: copying the columns' owners costs more than comparing.
        let isReversed = sort.isReversed
        var keyed: [(weight: Int64, position: Int, path: PathID)] = []
        keyed.reserveCapacity(paths.count)
        for path in paths { keyed.append((weight(of: path), keyed.count, path)) }
        keyed.sort { left, right in
            if left.weight == right.weight { return left.position < right.position }
            return isReversed ? left.weight < right.weight : left.weight > right.weight
        }
        return keyed.map(\.path)
    }

    private func weight(of path: PathID) -> Int64 {
        switch sort.key {
        case .name: 0
        case .size: amounts.size(of: path)
        case .count: Int64(amounts.count(of: path))
        case .modified: view.entry(of: path).map { view.stack.entry($0).modified } ?? .min
        case .wasted: wasted[path]
        }
    }
}

/// The children of directories in the order of their names. It does not depend on the layers shown, so a directory is
/// ordered once, when it is first unfolded.
struct NameOrder: Sendable {
    private var ordered: [PathID: [PathID]] = [:]

    /// A directory's children by name; directories and files are not told apart.
    mutating func children(of path: PathID, in stack: LayerStack) -> [PathID] {
        if let known = ordered[path] { return known }
        let named = stack.children(of: path).map { (name: stack.name(of: $0), path: $0) }
        let sorted = named.sorted { $0.name.lexicographicallyPrecedes($1.name) }.map(\.path)
        ordered[path] = sorted
        return sorted
    }
}
