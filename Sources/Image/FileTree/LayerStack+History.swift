import Archive

/// Something that a layer did to a path.
public struct PathEvent: Sendable, Hashable {
    /// The kinds of events.
    public enum What: Sendable, Hashable, CaseIterable {
        /// The path was not in the tree before the layer.
        case added
        /// Its contents, kind or link target changed.
        case modified
        /// Only mode, owner, time or capabilities changed.
        case metadata
        /// The layer holds the same file once more.
        case rewritten
        /// A whiteout, an opaque directory or a file in place of a directory took it out of the tree.
        case removed
        /// The layer marks the path itself as opaque: what lower layers put into it is hidden.
        case opaque
    }

    /// The layer, from 1.
    public let layer: Int
    /// What it did.
    public let what: What
    /// The layer's entry; nil for an implied directory and where the layer has none.
    public let entry: EntryReference?
}

extension LayerStack {
    /// What the layers did to a path, oldest first. Empty for a path that the stack does not have.
    public func history(of path: PathID) -> [PathEvent] {
        guard path.index < pathCount else { return [] }
        var events: [PathEvent] = []
        var row = TreeState.Row()
        if path == .root { row.lastLayer = .max }
        let lineage = lineage(of: path)
        for (index, layer) in layers.enumerated() {
            guard let layer else { continue }
            let before = row.shown
            let marks = row.apply(layer, number: UInt32(index + 1), path: path.number, lineage: lineage)
            if marks.contains(.opaque) { events.append(PathEvent(layer: index + 1, what: .opaque, entry: nil)) }
            let after = row.shown
            let own = after.reference?.layer == index + 1 ? after.reference : nil
            if let what = what(from: before, to: after) {
                events.append(PathEvent(layer: index + 1, what: what, entry: own))
            }
        }
        return events
    }

    private func what(from before: ShownEntry, to after: ShownEntry) -> PathEvent.What? {
        switch change(from: before, to: after) {
        case .added: .added
        case .modified: .modified
        case .metadata: .metadata
        case .removed: .removed
        case .unchanged: before != after && isFile(after) ? .rewritten : nil
        }
    }

    /// Which paths are the path itself or one of its ancestors.
    private func lineage(of path: PathID) -> [Bool] {
        var lineage = [Bool](repeating: false, count: pathCount)
        var path = path.number
        lineage[Int(path)] = true
        while path != 0 {
            path = arena.parents[Int(path)]
            lineage[Int(path)] = true
        }
        return lineage
    }
}

extension TreeState.Row {
    /// Takes a layer's nodes of the path and its ancestors; gives the marks of the path itself.
    fileprivate mutating func apply(
        _ layer: LayerStack.Layer, number: UInt32, path: UInt32, lineage: [Bool]
    ) -> Marks {
        var own: Marks = []
        for (node, nodePath) in layer.paths.enumerated() where lineage[Int(nodePath)] {
            let marks = layer.columns.marks[node]
            let isFile = marks.contains(.entry) && marks.kind != .directory
            if marks.contains(.whiteout) { hides = number }
            guard nodePath == path else {
                if marks.contains(.opaque) || isFile { hides = number }
                continue
            }
            own = marks
            if marks.contains(.entry) {
                self.layer = number
                index = UInt32(node)
                kind = marks.kind.rawValue
            } else if marks.contains(.directory) {
                if kind != EntryKind.directory.rawValue { self.layer = 0 }
                kind = EntryKind.directory.rawValue
            } else {
                continue
            }
            lastLayer = number
        }
        return own
    }
}
