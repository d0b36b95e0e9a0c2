import Archive

extension LayerStack {
    /// What the tree shows after the last layer of the range, compared with what it showed before the first. Layers
    /// that are not loaded count as empty; a range beyond the stack is cut off.
    public func view(of layers: ClosedRange<Int>) -> TreeView {
        let last = min(layers.upperBound, layerCount)
        let first = max(1, layers.lowerBound)
        var state = TreeState(pathCount: pathCount)
        apply(1..<max(1, min(first, last + 1)), to: &state)
        let before = first > 1 ? settled(&state) : nil
        apply(min(first, last + 1)..<last + 1, to: &state)
        return TreeView(layers: layers, stack: self, before: before, after: &state)
    }

    /// How many paths that are not directories the layer added, modified (contents or metadata) and removed; removed
    /// counts each file of a removed subtree. For all layers at once, `changeCounts()` is cheaper.
    public func changeCounts(of layer: Int) -> (added: Int, modified: Int, removed: Int) {
        let view = view(of: layer...layer)
        var counts = (added: 0, modified: 0, removed: 0)
        for flags in view.flags where flags.isChanged && !flags.isDirectory { count(flags.change, in: &counts) }
        return counts
    }

    /// The `changeCounts(of:)` of every layer, base first.
    public func changeCounts() -> [(added: Int, modified: Int, removed: Int)] {
        var state = TreeState(pathCount: pathCount)
        var before = [ShownEntry](repeating: .nothing, count: pathCount)
        return (1..<layerCount + 1).map { number in
            var counts = (added: 0, modified: 0, removed: 0)
            apply(number..<number + 1, to: &state)
            forEachTouchedPath(ofLayer: number, &state) { path, after in
                let previous = before[path]
                guard previous != after else { return }
                before[path] = after
                if isFile(after.isPresent ? after : previous) {
                    count(change(from: previous, to: after), in: &counts)
                }
            }
            return counts
        }
    }

    /// Passes on what shows at the paths that a layer has, and at those below what it hides: no others change. Some come
    /// more than once. All but these are settled.
    private func forEachTouchedPath(ofLayer number: Int, _ state: inout TreeState, _ body: (Int, ShownEntry) -> Void) {
        guard let layer = loaded(number) else { return }
        let paths = layer.paths
        for path in paths where path != 0 {
            body(Int(path), state.settle(Int(path), parents: arena.parents).shown)
        }
        for (node, marks) in layer.columns.marks.enumerated()
        where marks.isFile || !marks.isDisjoint(with: [.whiteout, .opaque]) {
            let path = paths[node]
            // Where the layer hides a directory above as well, all of it is passed on with that.
            if path != 0, state.rows[Int(arena.parents[Int(path)])].hidesBelow == UInt32(number) { continue }
            var open = Array(children[Int(path)])
            while let next = open.popLast() {
                body(next.index, state.settle(next.index, parents: arena.parents).shown)
                open += children[next.index]
            }
        }
    }

    func isFile(_ shown: ShownEntry) -> Bool {
        guard let reference = shown.reference, let columns = loaded(reference.layer)?.columns else { return false }
        return columns.marks[reference.index].kind != .directory
    }

    private func count(_ change: Change, in counts: inout (added: Int, modified: Int, removed: Int)) {
        switch change {
        case .unchanged: break
        case .added: counts.added += 1
        case .modified, .metadata: counts.modified += 1
        case .removed: counts.removed += 1
        }
    }

    private func apply(_ range: Range<Int>, to state: inout TreeState) {
        for number in range {
            if let layer = loaded(number) { state.apply(layer, number: UInt32(number)) }
        }
    }

    private func settled(_ state: inout TreeState) -> [ShownEntry] {
        state.settledEntries(parents: arena.parents)
    }
}

extension TreeView {
    /// - Parameters:
    ///   - before: what showed before the range; nil for nothing at all.
    ///   - after: what shows after it; settled here.
    init(layers: ClosedRange<Int>, stack: LayerStack, before: [ShownEntry]?, after: inout TreeState) {
        self.layers = layers
        self.stack = stack
        let count = after.rows.count
        var shown = [ShownEntry](repeating: .nothing, count: count)
        var flags = [Flags](repeating: Flags(), count: count)
        var sizes = [Int64](repeating: 0, count: count)
        var removed: [Int] = []
        var hardLinks: [Int] = []
        shown.withUnsafeMutableBufferPointer { shown in
            flags.withUnsafeMutableBufferPointer { flags in
                sizes.withUnsafeMutableBufferPointer { sizes in
                    after.settle(parents: stack.arena.parents) { path, row in
                        let now = row.shown
                        let previous = path == 0 ? now : before?[path] ?? .nothing
                        guard now.isPresent else {
                            if previous.isPresent { removed.append(path) }
                            return
                        }
                        let kind = now == .implied ? .directory : EntryKind(rawValue: row.kind) ?? .directory
                        if kind == .hardLink { hardLinks.append(path) }
                        shown[path] = now
                        flags[path] = Flags(
                            isPresent: true,
                            change: previous == now ? .unchanged : stack.change(from: previous, to: now), kind: kind)
                        if now != .implied { sizes[path] = row.size }
                    }
                }
            }
        }
        (self.shown, self.flags, self.sizes, counts) = (ShownColumn(shown), flags, NumberColumn(), SparseColumn())
        for path in removed { set(path, removed: before?[path] ?? .nothing, &sizes) }
        sizeContents(ofHardLinks: hardLinks, &sizes)
        aggregate(&sizes)
        self.sizes = NumberColumn(sizes)
    }

    private mutating func set(_ path: Int, removed previous: ShownEntry, _ sizes: inout [Int64]) {
        shown[path] = previous
        guard let reference = previous.reference, let layer = stack.loaded(reference.layer) else {
            flags[path] = Flags(isPresent: false, change: .removed, kind: .directory)
            return
        }
        flags[path] = Flags(isPresent: false, change: .removed, kind: layer.columns.marks[reference.index].kind)
        sizes[path] = layer.size(at: reference.index)
    }

    /// Contents whose first name is gone count at the first hard link that still shows them.
    private func sizeContents(ofHardLinks links: [Int], _ sizes: inout [Int64]) {
        var counted: Set<EntryReference> = []
        for link in links {
            guard let reference = shown[link].reference, let contents = stack.contents(of: reference),
                let owner = stack.path(of: contents), let layer = stack.loaded(contents.layer)
            else { continue }
            let isShownByOwner = flags[owner.index].isPresent && shown[owner.index].reference == contents
            if isShownByOwner || !counted.insert(contents).inserted { continue }
            sizes[link] = layer.size(at: contents.index)
        }
    }

    /// Adds each path's figures to its directory's, from the last path to the first: children come after parents.
    private mutating func aggregate(_ sizes: inout [Int64]) {
        let (parents, all) = (stack.arena.parents, flags)
        var rows = [Counts](repeating: Counts(), count: all.count)
        for path in stride(from: all.count - 1, through: 0, by: -1) {
            let flags = all[path]
            guard flags.isVisible else { continue }
            if flags.isChanged { rows[path].changed += 1 }
            if !flags.isDirectory { rows[path].files += 1 }
            guard path > 0 else { break }
            let parent = Int(parents[path])
            rows[parent].changed += rows[path].changed
            guard flags.isPresent || !all[parent].isPresent else { continue }
            sizes[parent] = sizes[parent].addingSaturated(sizes[path])
            rows[parent].files += rows[path].files
            rows[parent].directories += rows[path].directories + (flags.isDirectory ? 1 : 0)
        }
        counts = SparseColumn(rows) { all[$0].alone }
    }
}
