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
        guard let left = loaded(oldContents.layer)?.columns, let right = loaded(newContents.layer)?.columns else {
            return false
        }
        let kind = left.marks[oldContents.index].kind
        if kind != right.marks[newContents.index].kind { return false }
        switch kind {
        case .regularFile:
            if left.payloads[oldContents.index] != right.payloads[newContents.index] { return false }
            if let old = left.hash(at: oldContents.index), let new = right.hash(at: newContents.index) {
                return old == new
            }
            return left.details.modified(at: oldContents.index) == right.details.modified(at: newContents.index)
        case .symbolicLink, .hardLink:
            return left.linkTarget(at: oldContents.index) == right.linkTarget(at: newContents.index)
        case .characterDevice, .blockDevice:
            return left.payloads[oldContents.index] == right.payloads[newContents.index]
        case .directory, .namedPipe, .socket:
            return true
        }
    }

    private func hasSameMetadata(_ old: EntryReference, _ new: EntryReference) -> Bool {
        guard let left = loaded(old.layer)?.columns.details, let right = loaded(new.layer)?.columns.details else {
            return false
        }
        return left.ownership(at: old.index) == right.ownership(at: new.index)
            && left.modified(at: old.index) == right.modified(at: new.index)
    }
}
