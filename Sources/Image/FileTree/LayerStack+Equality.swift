import Archive

extension LayerStack {
    /// Whether two layers' tars hold the same entries, in whatever order, and however each writes them.
    ///
    /// - Parameters:
    ///   - layer: A layer of this stack, from 1.
    ///   - other: The other layer.
    public func hasSameEntries(_ layer: Int, as other: ReadLayer) -> Bool {
        guard let totals = totals(of: layer), totals == other.stack.totals(of: other.layer) else { return false }
        return entriesByPath(of: layer) == other.stack.entriesByPath(of: other.layer)
    }

    /// What a layer says of a path: an entry, a mark that deletes from lower layers, or both.
    private struct Statement: Hashable {
        var entry: Entry?
        var isWhiteout: Bool
        var isOpaque: Bool
    }

    private func entriesByPath(of layer: Int) -> [[UInt8]: Statement] {
        guard let loaded = loaded(layer) else { return [:] }
        return loaded.columns.marks.indices.reduce(into: [:]) { statements, index in
            let marks = loaded.columns.marks[index]
            guard !marks.isDisjoint(with: [.entry, .whiteout, .opaque]) else { return }
            let entry = marks.contains(.entry) ? unordered(EntryReference(layer: layer, index: index)) : nil
            statements[arena.path(of: loaded.path(of: index))] = Statement(
                entry: entry, isWhiteout: marks.contains(.whiteout), isOpaque: marks.contains(.opaque))
        }
    }

    /// An entry without its place in the tar. Which of a file's names has the contents, and which are links to it, is a
    /// matter of order too.
    private func unordered(_ reference: EntryReference) -> Entry {
        var entry = entry(reference)
        entry.ordinal = 0
        if entry.kind == .hardLink, let contents = contents(of: reference), contents.layer == reference.layer {
            let file = self.entry(contents)
            (entry.kind, entry.size, entry.contentHash, entry.linkTarget) = (
                .regularFile, file.size, file.contentHash, []
            )
        }
        return entry
    }
}
