import Archive

extension LayerStack {
    /// The entry that has the contents: of a hard link the file that it names, in its layer or below; of anything else
    /// itself. Nil where a hard link leads nowhere.
    public func contents(of reference: EntryReference) -> EntryReference? {
        guard let layer = loaded(reference.layer), layer.columns.marks.indices.contains(reference.index) else {
            return nil
        }
        guard let node = layer.contents(at: reference.index) else { return lowerTargets[reference] }
        return EntryReference(layer: reference.layer, index: node)
    }

    /// The hard links of a layer in the order of its arena.
    public func hardLinks(of layer: Int) -> [EntryReference] {
        loaded(layer)?.columns.hardLinks.map { EntryReference(layer: layer, index: Int($0.node)) } ?? []
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
                let path = PathID(number: layer.path(of: Int(link.end)))
                guard let target = state.entry(of: path, parents: arena.parents) else { continue }
                lowerTargets[EntryReference(layer: index + 1, index: Int(link.node))] = contents(of: target)
            }
            state.apply(layer, number: UInt32(index + 1))
        }
    }

    /// What is to be said of hard links whose target is not there, one sentence each; at most 100, then one with the rest.
    /// Nothing is said of a layer above one that is not loaded, which may have the target.
    public var hardLinkWarnings: [String] {
        var warnings = WarningList()
        for (index, layer) in layers.enumerated() {
            guard let layer, layer.fault == nil else { break }
            for link in layer.columns.hardLinks where link.isOpen {
                guard lowerTargets[EntryReference(layer: index + 1, index: Int(link.node))] == nil else { continue }
                let path = PathName.printable(arena.path(of: layer.path(of: Int(link.node))))
                let target = PathName.printable(layer.columns.linkTarget(at: Int(link.node)))
                warnings.add(
                    "layer \(index + 1): \"\(path)\" is a hard link to \"\(target)\", which is not there when the link is read"
                )
            }
        }
        return warnings.all
    }
}
