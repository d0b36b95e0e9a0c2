import Archive

extension LayerStack {
    /// How a path that shows `after` differs from one that showed `before`.
    func change(from before: ShownEntry, to after: ShownEntry) -> Change {
        if before == after { return .unchanged }
        if !before.isPresent { return .added }
        if !after.isPresent { return .removed }
        guard let old = before.reference, let new = after.reference else {
            return changeOfImplied(before.reference, after.reference)
        }
        if !hasSameContents(old, new) { return .modified }
        return hasSameMetadata(old, new) ? .unchanged : .metadata
    }

    /// One of the two is an implied directory, which counts as `root:root 0755` of no special time.
    private func changeOfImplied(_ old: EntryReference?, _ new: EntryReference?) -> Change {
        guard let reference = old ?? new else { return .unchanged }
        let entry = entry(reference)
        if entry.kind != .directory { return .modified }
        return entry.mode == 0o755 && entry.userID == 0 && entry.groupID == 0 ? .unchanged : .metadata
    }

    private func hasSameContents(_ old: EntryReference, _ new: EntryReference) -> Bool {
        let oldContents = contents(of: old) ?? old
        let newContents = contents(of: new) ?? new
        if oldContents == newContents { return true }
        guard let left = loaded(oldContents.layer), let right = loaded(newContents.layer) else { return false }
        return left.hasSameContents(at: oldContents.index, asAt: newContents.index, of: right)
    }

    private func hasSameMetadata(_ old: EntryReference, _ new: EntryReference) -> Bool {
        guard let left = loaded(old.layer)?.columns.details, let right = loaded(new.layer)?.columns.details else {
            return false
        }
        return left.ownership(at: old.index) == right.ownership(at: new.index)
            && left.modified(at: old.index) == right.modified(at: new.index)
    }
}

extension LayerStack.Layer {
    /// Whether two nodes, none of them a hard link to another, hold the same.
    fileprivate func hasSameContents(at node: Int, asAt other: Int, of layer: LayerStack.Layer) -> Bool {
        let kind = columns.marks[node].kind
        if kind != layer.columns.marks[other].kind { return false }
        switch kind {
        case .regularFile:
            if columns.payloads[node] != layer.columns.payloads[other] { return false }
            if let hash = hash(at: node), let otherHash = layer.hash(at: other) { return hash == otherHash }
            return columns.details.modified(at: node) == layer.columns.details.modified(at: other)
        case .symbolicLink, .hardLink:
            return columns.linkTarget(at: node) == layer.columns.linkTarget(at: other)
        case .characterDevice, .blockDevice:
            return columns.payloads[node] == layer.columns.payloads[other]
        case .directory, .namedPipe, .socket:
            return true
        }
    }
}
