import FileTree

/// Where the files stand that something was found in: in the final tree, or below what a later layer did.
package struct StoredFiles {
    private let stack: LayerStack
    private let view: TreeView?
    /// Their entries, by layer and ordinal.
    private var entries: [InspectedContents.Place: EntryReference] = [:]
    /// The contents that the final tree shows, under whatever name.
    private var shown: Set<EntryReference> = []

    package init(at places: Set<InspectedContents.Place>, in stack: LayerStack, view: TreeView?) {
        self.stack = stack
        self.view = view
        for (layer, places) in Dictionary(grouping: places, by: \.layer) {
            let ordinals = Set(places.map(\.ordinal))
            for entry in stack.entries(of: layer) {
                let ordinal = stack.ordinal(of: entry)
                if ordinals.contains(ordinal) { entries[.init(layer: layer, ordinal: ordinal)] = entry }
            }
        }
        findShown()
    }

    /// Whether the file is in the final tree, or which layer took it out.
    package func state(of place: InspectedContents.Place) -> SecretState {
        // An entry that its own layer replaces is in the tar only.
        guard let entry = entries[place] else { return .overwritten(inLayer: place.layer) }
        if shown.contains(entry) { return .live }
        guard let path = stack.path(of: entry) else { return .live }
        for event in stack.history(of: path) where event.layer > entry.layer {
            switch event.what {
            case .removed: return .deleted(inLayer: event.layer)
            case .added, .modified, .metadata, .rewritten: return .overwritten(inLayer: event.layer)
            case .opaque: continue
            }
        }
        return .live
    }

    /// The file, to go to.
    package func item(of place: InspectedContents.Place) -> Finding.Item? {
        guard let entry = entries[place], let path = stack.path(of: entry) else { return nil }
        return Finding.Item(path: path, entry: entry, bytes: 0)
    }

    /// A file may be shown by its own path, or by a hard link that outlived it.
    private mutating func findShown() {
        guard let view, !entries.isEmpty else { return }
        let wanted = EntrySet(entries.values)
        for index in 0..<stack.pathCount {
            guard let path = stack.path(at: index), view.isPresent(path), let entry = view.entry(of: path) else {
                continue
            }
            guard let contents = stack.contents(of: entry), wanted.contains(contents) else { continue }
            shown.insert(contents)
        }
    }
}
