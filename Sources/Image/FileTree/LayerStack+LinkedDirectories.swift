import Archive

/// A directory that a layer has at a path where the layers below show a symbolic link to a directory.
public struct DirectoryOverLink: Sendable, Hashable {
    /// The path.
    public let path: PathID
    /// The layer that has the directory, from 1.
    public let layer: Int
    /// The link that it hides.
    public let link: EntryReference
    /// Where the link leads in the layers below.
    public let target: PathID
    /// Whether the layer has an entry for the directory, or only something that lies in it.
    public let hasEntry: Bool
}

extension LayerStack {
    /// The directories of layers that hide symbolic links to directories, lower layers first. A link that its layer
    /// removes by a whiteout is not hidden: nobody sees it any more.
    public func directoriesOverLinks() -> [DirectoryOverLink] {
        var found: [DirectoryOverLink] = []
        var state = TreeState(pathCount: pathCount)
        for (index, layer) in layers.enumerated() {
            guard let layer else { continue }
            let paths = layer.paths
            let candidates = layer.columns.marks.indices.filter { node in
                let marks = layer.columns.marks[node]
                return marks.contains(.directory) && !marks.contains(.whiteout)
                    && state.rows[Int(paths[node])].kind == EntryKind.symbolicLink.rawValue
            }
            if !candidates.isEmpty {
                let below = view(of: 1...index)
                for node in candidates {
                    let path = PathID(number: paths[node])
                    guard let link = below.entry(of: path), below.kind(of: path) == .symbolicLink,
                        below.isPresent(path), let target = below.resolve(self.path(of: path)),
                        below.kind(of: target) == .directory
                    else { continue }
                    found.append(
                        DirectoryOverLink(
                            path: path, layer: index + 1, link: link, target: target,
                            hasEntry: layer.columns.marks[node].contains(.entry)))
                }
            }
            state.apply(layer, number: UInt32(index + 1))
        }
        return found
    }
}
