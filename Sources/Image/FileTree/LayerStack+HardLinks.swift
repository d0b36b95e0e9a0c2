import Archive

extension LayerStack {
    /// The entry that has the contents: of a hard link the file that it names, in its layer or below; of anything else
    /// itself. Nil where a hard link leads nowhere.
    public func contents(of reference: EntryReference) -> EntryReference? {
        guard let columns = loaded(reference.layer)?.columns, columns.marks.indices.contains(reference.index) else {
            return nil
        }
        let marks = columns.marks[reference.index]
        guard marks.contains(.entry), marks.kind == .hardLink else { return reference }
        if let target = columns.target(ofHardLink: reference.index) {
            return EntryReference(layer: reference.layer, index: target)
        }
        return lowerTargets[reference]
    }

    /// Finds the targets of hard links whose own layer does not have them, in the tree of the layers below.
    mutating func findLowerTargets() {
        lowerTargets = [:]
        let layersWithOpenLinks = layers.indices.filter { index in
            layers[index]?.columns.hardLinks.contains(where: \.isOpen) ?? false
        }
        guard let last = layersWithOpenLinks.last else { return }
        var state = TreeState(pathCount: pathCount)
        for (index, layer) in layers[...last].enumerated() {
            guard let layer else { continue }
            for link in layer.columns.hardLinks where link.isOpen {
                guard let path = find(layer.columns.linkTarget(at: Int(link.end))) else { continue }
                guard let target = state.entry(of: path, parents: arena.parents) else { continue }
                lowerTargets[EntryReference(layer: index + 1, index: Int(link.node))] = contents(of: target)
            }
            state.apply(layer, number: UInt32(index + 1))
        }
    }
}
