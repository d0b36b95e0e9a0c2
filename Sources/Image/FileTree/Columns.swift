// What goes through all paths at once, column by column: a million paths take a few milliseconds, which a call or two for each
// would not.

extension LayerStack {
    /// For each path what `count` makes of it and of the sum of its entries' counts.
    public func counts(_ count: (PathID, UInt32) -> UInt32) -> [UInt32] {
        var counts = [UInt32](repeating: 0, count: pathCount)
        let parents = arena.parents
        counts.withUnsafeMutableBufferPointer { counts in
            for path in counts.indices.reversed() {
                counts[path] = count(PathID(number: UInt32(path)), counts[path])
                if path > 0 { counts[Int(parents[path])] += counts[path] }
            }
        }
        return counts
    }

    /// Passes paths of a set on in the order of their names, each directory before what lies in it.
    ///
    /// - Parameters:
    ///   - paths: Those that are passed on; what lies below another path is not.
    ///   - isReversed: From the last name to the first.
    public func forEachPath(of paths: PathSet, isReversed: Bool = false, _ body: (PathID) -> Void) {
        var open = [PathID.root.number]
        while let path = open.popLast() {
            if path != PathID.root.number { body(PathID(number: path)) }
            let start = open.count
            for child in children[Int(path)] where paths.contains(child) { open.append(child.number) }
            // The last one is taken first.
            if !isReversed { open[start...].reverse() }
        }
    }
}

extension TreeView {
    /// What a range of layers put below each path, and what it took away.
    public struct ChangedAmounts: Sendable {
        let sizes: NumberColumn
        let removedSizes: NumberColumn
        let files: [UInt32]

        /// Bytes that were added or changed at and below a path; of what is gone itself, the bytes that it had.
        public func size(of path: PathID) -> Int64 { path.index < sizes.count ? sizes[path.index] : 0 }

        /// Bytes that are gone at and below a path.
        public func removedSize(of path: PathID) -> Int64 {
            path.index < removedSizes.count ? removedSizes[path.index] : 0
        }

        /// How many files were changed at and below a path.
        public func fileCount(of path: PathID) -> Int { path.index < files.count ? Int(files[path.index]) : 0 }
    }

    /// The paths that are visible.
    public var visiblePaths: PathSet { PathSet(members: flags.map { $0.isVisible }) }

    /// The paths at or below which the range changed something.
    public var changedPaths: PathSet {
        PathSet(members: flags.indices.map { flags[$0].isVisible && counts(at: $0).changed > 0 })
    }

    /// The paths of a set that are no directories, by their numbers.
    public func files(in paths: PathSet) -> [PathID] {
        paths.members.indices.lazy.filter { paths.members[$0] && !flags[$0].isDirectory }
            .map { PathID(number: UInt32($0)) }
    }

    /// What the range changed, summed up along the directories.
    public var changedAmounts: ChangedAmounts {
        let (parents, flags, own) = (stack.arena.parents, flags, self.sizes)
        var sizes = [Int64](repeating: 0, count: own.count)
        var removed = [Int64](repeating: 0, count: own.count)
        var files = [UInt32](repeating: 0, count: own.count)
        for path in flags.indices.reversed() where flags[path].isVisible {
            let change = flags[path].change
            if change != .unchanged, !flags[path].isDirectory {
                files[path] += 1
                if change == .removed { removed[path] = own[path] } else { sizes[path] = own[path] }
            }
            if path > 0 {
                let parent = Int(parents[path])
                sizes[parent] = sizes[parent].addingSaturated(sizes[path])
                removed[parent] = removed[parent].addingSaturated(removed[path])
                files[parent] += files[path]
            }
            // What is gone has a size of its own, which its directory does not count.
            if change == .removed { sizes[path] = own[path] }
        }
        return ChangedAmounts(
            sizes: NumberColumn(sizes), removedSizes: NumberColumn(removed), files: files)
    }
}
