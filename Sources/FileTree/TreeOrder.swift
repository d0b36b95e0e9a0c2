/// What children are sorted by. Names and sizes order equals by name; sizes and counts put the largest first.
public struct TreeSort: Sendable, Hashable {
    /// The column.
    public enum Key: Sendable, Hashable, CaseIterable {
        /// The bytes of the name.
        case name
        /// The size of the whole subtree.
        case size
        /// The files of the whole subtree.
        case count
    }

    /// The column.
    public var key: Key
    /// Whether the order is turned round.
    public var reversed: Bool

    /// An order of its parts.
    public init(_ key: Key, reversed: Bool = false) {
        self.key = key
        self.reversed = reversed
    }
}

/// All visible paths of a view with their siblings in order: worth making once when many directories are unfolded.
public struct TreeOrder: Sendable {
    /// What it is sorted by.
    public let sort: TreeSort
    /// The first child of each path, 0 for none.
    let firstChildren: [UInt32]
    /// The next sibling of each path, 0 for none.
    let nextSiblings: [UInt32]
}

extension LayerStack {
    /// For each name by number, its place among all names sorted by their bytes.
    func nameRanks() -> [UInt32] {
        let table = arena.names
        return table.bytes.withUnsafeBufferPointer { bytes in
            // The first eight bytes decide nearly every comparison.
            var keys = (0..<UInt32(table.count)).map { (prefix(of: bytes[table.range(of: $0)]), $0) }
            keys.sort { left, right in
                if left.0 != right.0 { return left.0 < right.0 }
                let (left, right) = (bytes[table.range(of: left.1)], bytes[table.range(of: right.1)])
                return left.lexicographicallyPrecedes(right)
            }
            var ranks = [UInt32](repeating: 0, count: keys.count)
            for (rank, key) in keys.enumerated() { ranks[Int(key.1)] = UInt32(rank) }
            return ranks
        }
    }

    private func prefix(of name: Slice<UnsafeBufferPointer<UInt8>>) -> UInt64 {
        var key: UInt64 = 0
        var offset = name.startIndex
        for _ in 0..<8 {
            key <<= 8
            if offset < name.endIndex { key |= UInt64(name.base[offset]) }
            offset += 1
        }
        return key
    }

    /// Whether a name's bytes come before another's.
    func precedes(_ left: PathID, _ right: PathID) -> Bool {
        let names = arena.names
        let (left, right) = (arena.nameNumbers[left.index], arena.nameNumbers[right.index])
        return names.bytes[names.range(of: left)].lexicographicallyPrecedes(names.bytes[names.range(of: right)])
    }
}

extension TreeView {
    /// The visible children in order.
    public func children(of path: PathID, sortedBy key: TreeSort.Key = .name, reversed: Bool = false) -> [PathID] {
        var children: [PathID] = []
        var next = stack.firstChild(of: path)
        while let child = next {
            if isVisible(child) { children.append(child) }
            next = stack.nextSibling(of: child)
        }
        children.sort { precedes($0, $1, by: key) }
        return reversed ? children.reversed() : children
    }

    private func precedes(_ left: PathID, _ right: PathID, by key: TreeSort.Key) -> Bool {
        switch key {
        case .name: break
        case .size: if sizes[left.index] != sizes[right.index] { return sizes[left.index] > sizes[right.index] }
        case .count:
            let (left, right) = (fileCounts[left.index], fileCounts[right.index])
            if left != right { return left > right }
        }
        return stack.precedes(left, right)
    }

    /// The order of all visible paths. Sorts them all at once, then deals them out to their parents.
    public func order(by sort: TreeSort) -> TreeOrder {
        let ranks = stack.nameRanks()
        var keys: [(value: UInt64, rank: UInt32, path: UInt32)] = []
        keys.reserveCapacity(flags.count)
        for path in 1..<max(1, flags.count) where flags[path].isVisible {
            let value =
                switch sort.key {
                case .name: UInt64(0)
                case .size: ~UInt64(bitPattern: sizes[path])
                case .count: ~UInt64(fileCounts[path])
                }
            keys.append((value, ranks[Int(stack.arena.nameNumbers[path])], UInt32(path)))
        }
        keys.sort { $0.value != $1.value ? $0.value < $1.value : $0.rank < $1.rank }
        if !sort.reversed { keys.reverse() }
        var firstChildren = [UInt32](repeating: 0, count: flags.count)
        var nextSiblings = firstChildren
        for key in keys {
            let parent = Int(stack.arena.parents[Int(key.path)])
            nextSiblings[Int(key.path)] = firstChildren[parent]
            firstChildren[parent] = key.path
        }
        return TreeOrder(sort: sort, firstChildren: firstChildren, nextSiblings: nextSiblings)
    }
}
