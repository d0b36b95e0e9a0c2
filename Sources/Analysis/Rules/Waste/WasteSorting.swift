import Evidence
import FileTree

/// Tells apart how copies were hidden, and puts together what the same two layers did in the same way.
struct WasteSorting {
    let stack: LayerStack
    let copies: [WastedCopy]

    private struct Key: Hashable {
        let storedBy: Int
        let hiddenBy: Int
        let kind: WasteKind
    }

    func pairs() -> [WasteBreakdown.Pair] {
        let successors = successors()
        var groups: [Key: [WasteBreakdown.Copy]] = [:]
        for hidden in copies {
            let copy = WasteBreakdown.Copy(
                hidden: hidden, successor: successors[hidden.hiddenBy]?[hidden.path])
            groups[Key(storedBy: hidden.layer, hiddenBy: hidden.hiddenBy, kind: kind(of: copy)), default: []]
                .append(copy)
        }
        return groups.map { key, copies in
            WasteBreakdown.Pair(
                storedBy: key.storedBy, hiddenBy: key.hiddenBy, kind: key.kind,
                bytes: copies.reduce(0) { $0.addingSaturated($1.hidden.bytes) }, copies: copies)
        }.sorted { $0.comesBefore($1) }
    }

    /// For each layer that overwrites, its entries at the paths that it overwrites.
    private func successors() -> [Int: [PathID: EntryReference]] {
        let wanted = Dictionary(grouping: copies.filter { $0.cause == .overwritten }, by: \.hiddenBy)
            .mapValues { Set($0.map(\.path)) }
        var found: [Int: [PathID: EntryReference]] = [:]
        for (layer, paths) in wanted {
            for entry in stack.entries(of: layer) {
                guard let path = stack.path(of: entry), paths.contains(path) else { continue }
                found[layer, default: [:]][path] = entry
            }
        }
        return found
    }

    private func kind(of copy: WasteBreakdown.Copy) -> WasteKind {
        switch copy.hidden.cause {
        case .whiteout: .deleted
        case .opaque: .opaque
        case .replaced: .replaced
        case .superseded: .superseded
        case .overwritten: overwriting(copy)
        }
    }

    private func overwriting(_ copy: WasteBreakdown.Copy) -> WasteKind {
        guard let successor = copy.successor, let contents = stack.contents(of: successor) else { return .overwritten }
        let (old, new) = (stack.entry(copy.hidden.entry), stack.entry(contents))
        guard let hash = old.contentHash, hash == new.contentHash, old.size == new.size else { return .overwritten }
        return MetadataChange(from: old, to: new).isEmpty ? .identicalRewrite : .metadataCopy
    }
}

extension WasteBreakdown.Pair {
    fileprivate func comesBefore(_ other: WasteBreakdown.Pair) -> Bool {
        if bytes != other.bytes { return bytes > other.bytes }
        if storedBy != other.storedBy { return storedBy < other.storedBy }
        return hiddenBy == other.hiddenBy ? kind.rawValue < other.kind.rawValue : hiddenBy < other.hiddenBy
    }
}
