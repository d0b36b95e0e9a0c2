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

    /// The order of all visible paths: each directory's children are sorted on their own.
    public func order(by sort: TreeSort) -> TreeOrder {
        let parents = stack.arena.parents
        // Where each directory's children begin among all, first counted, then summed up.
        var starts = [Int](repeating: 0, count: flags.count + 1)
        for path in 1..<max(1, flags.count) where flags[path].isVisible { starts[Int(parents[path]) + 1] += 1 }
        for path in 1..<max(1, starts.count) { starts[path] += starts[path - 1] }
        var ends = starts
        var children = [SortedChild](repeating: SortedChild(), count: starts.last ?? 0)
        for path in 1..<max(1, flags.count) where flags[path].isVisible {
            let parent = Int(parents[path])
            children[ends[parent]] = SortedChild(key: key(of: path, by: sort.key), path: UInt32(path))
            ends[parent] += 1
        }
        sortSiblings(in: &children, starts: starts)
        return TreeOrder(sort: sort, siblings: children, starts: starts, parents: parents)
    }

    /// A number that decides nearly every comparison; equal ones are told apart by their names.
    private func key(of path: Int, by key: TreeSort.Key) -> UInt64 {
        switch key {
        case .name: stack.arena.names.prefix(of: stack.arena.nameNumbers[path])
        case .size: ~UInt64(bitPattern: sizes[path])
        case .count: ~UInt64(fileCounts[path])
        }
    }

    private func sortSiblings(in children: inout [SortedChild], starts: [Int]) {
        let names = stack.arena.names
        let numbers = stack.arena.nameNumbers
        names.bytes.withUnsafeBufferPointer { bytes in
            children.withUnsafeMutableBufferPointer { children in
                for path in starts.indices.dropLast() where starts[path + 1] - starts[path] > 1 {
                    var siblings = UnsafeMutableBufferPointer(rebasing: children[starts[path]..<starts[path + 1]])
                    siblings.sort { left, right in
                        if left.key != right.key { return left.key < right.key }
                        let name = bytes[names.range(of: numbers[Int(left.path)])]
                        return name.lexicographicallyPrecedes(bytes[names.range(of: numbers[Int(right.path)])])
                    }
                }
            }
        }
    }
}

extension TreeOrder {
    /// - Parameter siblings: the children of each directory in ascending order, one directory after the other.
    fileprivate init(sort: TreeSort, siblings: [SortedChild], starts: [Int], parents: [UInt32]) {
        var firstChildren = [UInt32](repeating: 0, count: starts.count - 1)
        var nextSiblings = firstChildren
        // Each goes before those of its directory that were there.
        for place in sort.reversed
            ? stride(from: 0, to: siblings.count, by: 1)
            : stride(from: siblings.count - 1, to: -1, by: -1)
        {
            let path = siblings[place].path
            let parent = Int(parents[Int(path)])
            nextSiblings[Int(path)] = firstChildren[parent]
            firstChildren[parent] = path
        }
        self.init(sort: sort, firstChildren: firstChildren, nextSiblings: nextSiblings)
    }
}

private struct SortedChild {
    var key: UInt64 = 0
    var path: UInt32 = 0
}

extension NameTable {
    /// The first eight bytes as a number that sorts as they do.
    fileprivate func prefix(of name: UInt32) -> UInt64 {
        let range = range(of: name)
        var key: UInt64 = 0
        for offset in range.prefix(8) { key = key << 8 | UInt64(bytes[offset]) }
        return key << UInt64(8 * max(0, 8 - range.count))
    }
}
