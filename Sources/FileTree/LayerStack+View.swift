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
        state.settle(parents: arena.parents)
        return TreeView(layers: layers, stack: self, before: before, after: state)
    }

    /// How many paths that are not directories the layer added, modified (contents or metadata) and removed; removed
    /// counts each file of a removed subtree.
    public func changeCounts(of layer: Int) -> (added: Int, modified: Int, removed: Int) {
        let view = view(of: layer...layer)
        var counts = (added: 0, modified: 0, removed: 0)
        for flags in view.flags where flags.isChanged && !flags.isDirectory {
            switch flags.change {
            case .unchanged: break
            case .added: counts.added += 1
            case .modified, .metadata: counts.modified += 1
            case .removed: counts.removed += 1
            }
        }
        return counts
    }

    private func apply(_ range: Range<Int>, to state: inout TreeState) {
        for number in range {
            if let layer = loaded(number) { state.apply(layer, number: UInt32(number)) }
        }
    }

    private func settled(_ state: inout TreeState) -> [ShownEntry] {
        state.settle(parents: arena.parents)
        return (0..<pathCount).map { state.shown(at: $0) }
    }
}

extension TreeView {
    /// - Parameters:
    ///   - before: what showed before the range; nil for nothing at all.
    ///   - after: settled.
    init(layers: ClosedRange<Int>, stack: LayerStack, before: [ShownEntry]?, after: TreeState) {
        self.layers = layers
        self.stack = stack
        let count = after.rows.count
        shown = []
        shown.reserveCapacity(count)
        flags = []
        flags.reserveCapacity(count)
        sizes = []
        sizes.reserveCapacity(count)
        fileCounts = [UInt32](repeating: 0, count: count)
        directoryCounts = fileCounts
        changedCounts = fileCounts
        var hardLinks: [Int] = []
        for path in 0..<count {
            let now = after.shown(at: path)
            let previous = path == 0 ? now : before?[path] ?? .nothing
            let change = stack.change(from: previous, to: now)
            guard change != .removed else {
                append(removed: previous)
                continue
            }
            let row = after.rows[path]
            let kind = now == .implied ? EntryKind.directory : EntryKind(rawValue: row.kind) ?? .directory
            shown.append(now)
            flags.append(now.isPresent ? Flags(isPresent: true, change: change, kind: kind) : Flags())
            sizes.append(now.isPresent && now != .implied ? row.size : 0)
            if kind == .hardLink, now.isPresent { hardLinks.append(path) }
        }
        sizeContents(ofHardLinks: hardLinks)
        aggregate()
    }

    private mutating func append(removed previous: ShownEntry) {
        shown.append(previous)
        guard let reference = previous.reference, let columns = stack.loaded(reference.layer)?.columns else {
            flags.append(Flags(isPresent: false, change: .removed, kind: .directory))
            sizes.append(0)
            return
        }
        flags.append(Flags(isPresent: false, change: .removed, kind: columns.marks[reference.index].kind))
        sizes.append(columns.size(at: reference.index))
    }

    /// Contents whose first name is gone count at the first hard link that still shows them.
    private mutating func sizeContents(ofHardLinks links: [Int]) {
        var counted: Set<EntryReference> = []
        for link in links {
            guard let reference = shown[link].reference, let contents = stack.contents(of: reference),
                let owner = stack.path(of: contents), let columns = stack.loaded(contents.layer)?.columns
            else { continue }
            let isShownByOwner = flags[owner.index].isPresent && shown[owner.index].reference == contents
            if isShownByOwner || !counted.insert(contents).inserted { continue }
            sizes[link] = columns.size(at: contents.index)
        }
    }

    private mutating func aggregate() {
        for path in stride(from: flags.count - 1, through: 0, by: -1) {
            let flags = flags[path]
            guard flags.isVisible else { continue }
            if flags.isChanged { changedCounts[path] += 1 }
            if !flags.isDirectory { fileCounts[path] += 1 }
            if path == 0 { return }
            let parent = Int(stack.arena.parents[path])
            changedCounts[parent] += changedCounts[path]
            if flags.isPresent || !self.flags[parent].isPresent {
                sizes[parent] = sizes[parent].addingSaturated(sizes[path])
                fileCounts[parent] += fileCounts[path]
                directoryCounts[parent] += directoryCounts[path] + (flags.isDirectory ? 1 : 0)
            }
        }
    }
}
