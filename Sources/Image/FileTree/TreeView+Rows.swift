/// One row of the tree on a screen. 8 bytes.
public struct TreeRow: Sendable, Hashable {
    let pathNumber: UInt32
    let level: UInt32

    /// The path.
    public var path: PathID { PathID(number: pathNumber) }
    /// How deep it lies: 0 directly below the root.
    public var depth: Int { Int(level) }

    /// A row of its parts.
    public init(path: PathID, depth: Int) {
        pathNumber = path.number
        level = UInt32(clamping: depth)
    }
}

extension TreeView {
    /// The visible paths for which the condition holds, and all directories that lead to them.
    public func paths(where condition: (PathID) -> Bool) -> PathSet {
        var members = [Bool](repeating: false, count: flags.count)
        members.withUnsafeMutableBufferPointer { members in
            for path in flags.indices where flags[path].isVisible {
                members[path] = condition(PathID(number: UInt32(path)))
            }
        }
        return withAncestors(PathSet(members: members))
    }

    /// The visible ones of these paths, and all directories that lead to them.
    public func withAncestors(_ paths: PathSet) -> PathSet {
        var paths = paths
        paths.formIntersection(PathSet(members: flags.map { $0.isVisible }))
        paths.insertAncestors(parents: stack.arena.parents)
        return paths
    }

    /// The paths that the range changed, and all directories that lead to them.
    public func changedPaths() -> PathSet {
        PathSet(members: changedCounts.map { $0 != 0 })
    }

    /// The rows of a tree that shows what is unfolded, root apart, in order.
    ///
    /// - Parameters:
    ///   - unfolded: the directories that show what is in them.
    ///   - order: from `order(by:)` of this view.
    ///   - included: only these paths, which must hold the ancestors of all that they hold; nil for all.
    public func rows(unfolded: Unfolding, order: TreeOrder, including included: PathSet? = nil) -> [TreeRow] {
        var rows: [TreeRow] = []
        if unfolded.allByDefault { rows.reserveCapacity(flags.count) }
        /// The paths at which the walk goes on, one for each level.
        var waiting: [UInt32] = [order.firstChildren.first ?? 0]
        while let path = waiting.popLast() {
            if path == 0 { continue }
            waiting.append(order.nextSiblings[Int(path)])
            let id = PathID(number: path)
            if let included, !included.contains(id) { continue }
            rows.append(TreeRow(path: id, depth: waiting.count - 1))
            let child = order.firstChildren[Int(path)]
            if child != 0, unfolded.contains(id) { waiting.append(child) }
        }
        return rows
    }

    /// The rows where only some directories are unfolded: sorts no more than those.
    public func rows(unfolded: Unfolding, sort: TreeSort, including included: PathSet? = nil) -> [TreeRow] {
        if unfolded.allByDefault { return rows(unfolded: unfolded, order: order(by: sort), including: included) }
        var rows: [TreeRow] = []
        var waiting: [TreeRow] = []
        wait(for: children(of: .root, sortedBy: sort.key, reversed: sort.reversed), depth: 0, in: &waiting)
        while let row = waiting.popLast() {
            if let included, !included.contains(row.path) { continue }
            rows.append(row)
            guard unfolded.contains(row.path), stack.firstChild(of: row.path) != nil else { continue }
            let children = children(of: row.path, sortedBy: sort.key, reversed: sort.reversed)
            wait(for: children, depth: row.depth + 1, in: &waiting)
        }
        return rows
    }

    private func wait(for children: [PathID], depth: Int, in waiting: inout [TreeRow]) {
        waiting.append(contentsOf: children.reversed().map { TreeRow(path: $0, depth: depth) })
    }
}
