/// A path that one layer's tar has more than once, or had something at that a later entry of the same layer removed.
public struct SupersededPath: Sendable, Hashable {
    /// The path.
    public let path: PathID
    /// What has the bytes: no view shows this entry.
    public let entry: EntryReference
    /// How many entries of the path others of the same path came after.
    public internal(set) var entries: Int
    /// The bytes that the layer stores and nobody sees.
    public internal(set) var bytes: Int64
}

extension LayerStack {
    /// What entries of a layer took from others of the same layer, by path.
    public func supersededPaths(of layer: Int) -> [SupersededPath] {
        guard let loaded = loaded(layer) else { return [] }
        var places: [PathID: Int] = [:]
        var paths: [SupersededPath] = []
        for superseded in loaded.columns.superseded {
            let path = PathID(number: loaded.path(of: Int(superseded.node)))
            if let place = places[path] {
                paths[place].entries += Int(superseded.entries)
                paths[place].bytes.addSaturated(superseded.bytes)
            } else {
                places[path] = paths.count
                let entry = EntryReference(layer: layer, index: Int(superseded.node))
                paths.append(
                    SupersededPath(
                        path: path, entry: entry, entries: Int(superseded.entries), bytes: superseded.bytes))
            }
        }
        return paths
    }
}
