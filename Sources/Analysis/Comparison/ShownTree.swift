import Evidence
import FileTree

/// The final tree of one of two images that are compared: what it shows, each contents counted at the first of its names.
///
/// It never changes; an object, so that to ask it of a path counts one reference and not those of all that it is made of.
final class ShownTree: Sendable {
    let image: AnalyzedImage
    let view: TreeView
    /// Of contents that a hard link shows: the first path that does.
    private let owners: [EntryReference: PathID]
    /// What the base image showed by itself; nil where the image has none, or none is known.
    private let base: TreeView?

    /// Nil for an image without layers.
    init?(_ image: AnalyzedImage) {
        guard let view = image.view else { return nil }
        (self.image, self.view) = (image, view)
        let last = image.stages.baseLayers.last.map { min($0, image.stack.layerCount) }
        base = last.map { image.stack.view(of: 1...$0) }
        owners = ShownTree.owners(in: view)
    }

    private static func owners(in view: TreeView) -> [EntryReference: PathID] {
        var owners: [EntryReference: PathID] = [:]
        for index in 0..<view.stack.pathCount {
            guard let path = view.stack.path(at: index), view.isPresent(path), view.kind(of: path) == .hardLink,
                let entry = view.entry(of: path), let contents = view.stack.contents(of: entry)
            else { continue }
            let file = view.stack.path(of: contents).flatMap { view.shows(contents, at: $0) ? $0 : nil } ?? path
            owners[contents] = min(owners[contents] ?? path, path, file)
        }
        return owners
    }

    /// The bytes that the path counts for: those of its contents, 0 for a further name of them.
    func bytes(of path: PathID) -> Int64 {
        guard let contents = contents(of: path), owners[contents].map({ $0 == path }) != false else { return 0 }
        return image.stack.size(of: contents)
    }

    /// The entries that are the path's: its own, and that of its contents where no other path shows it.
    func entries(of path: PathID) -> [EntryReference] {
        guard let own = view.entry(of: path) else { return [] }
        guard let contents = image.stack.contents(of: own), contents != own, owners[contents] == path,
            image.stack.path(of: contents).map({ view.shows(contents, at: $0) }) != true
        else { return [own] }
        return [own, contents]
    }

    /// The entry that stores what the path shows; nil for what has no contents.
    func contents(of path: PathID) -> EntryReference? {
        view.entry(of: path).flatMap { image.stack.contents(of: $0) }
    }

    /// What was noted of the path's byte code; nil for what is none.
    func byteCode(of path: PathID) -> ByteCodeBody? {
        view.entry(of: path).flatMap { image.contents.fact(ByteCodeBody.self, of: $0, in: image.stack) }
    }

    /// What the final tree has in a directory.
    func children(of path: PathID) -> [PathID] { image.stack.children(of: path).filter { view.isPresent($0) } }

    /// Whether the tree has at a path what the base image has there, or has nothing there as the base image has; false where
    /// no base image is known.
    func isAsInBase(_ path: [UInt8]) -> Bool {
        guard let base else { return false }
        guard let found = image.stack.find(path) else { return true }
        guard view.isPresent(found), base.isPresent(found) else {
            return view.isPresent(found) == base.isPresent(found)
        }
        return view.entry(of: found) == base.entry(of: found)
    }
}

extension TreeView {
    /// Whether the tree shows an entry at a path.
    fileprivate func shows(_ entry: EntryReference, at path: PathID) -> Bool {
        isPresent(path) && self.entry(of: path) == entry
    }
}
