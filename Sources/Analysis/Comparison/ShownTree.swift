import Evidence
import FileTree

/// The final tree of one of two images that are compared: what it shows, each contents counted at the first of its names.
struct ShownTree {
    let image: AnalyzedImage
    let view: TreeView
    private let owners: [EntryReference: PathID]

    /// Nil for an image without layers.
    init?(_ image: AnalyzedImage) {
        guard let view = image.view else { return nil }
        (self.image, self.view) = (image, view)
        var owners: [EntryReference: PathID] = [:]
        for index in 0..<image.stack.pathCount {
            guard let path = image.stack.path(at: index), view.isPresent(path), let entry = view.entry(of: path),
                let contents = image.stack.contents(of: entry), owners[contents] == nil
            else { continue }
            owners[contents] = path
        }
        self.owners = owners
    }

    /// The bytes that the path counts for: those of its contents, 0 for a further name of them.
    func bytes(of path: PathID) -> Int64 {
        guard let contents = contents(of: path), owners[contents] == path else { return 0 }
        return image.stack.entry(contents).size
    }

    /// The entry that stores what the path shows; nil for what has no contents.
    func contents(of path: PathID) -> EntryReference? {
        view.entry(of: path).flatMap { image.stack.contents(of: $0) }
    }

    /// What was noted of the path's byte code; nil for what is none.
    func byteCode(of path: PathID) -> ByteCodeBody? {
        view.entry(of: path).flatMap { image.contents.fact(ByteCodeBody.self, of: $0, in: image.stack) }
    }

    /// What the final tree has in a directory, by name.
    func children(of path: PathID?) -> [[UInt8]: PathID] {
        guard let path else { return [:] }
        return image.stack.children(of: path).filter { view.isPresent($0) }.reduce(into: [:]) {
            $0[image.stack.name(of: $1)] = $1
        }
    }
}
