import Evidence
import FileTree

extension AnalyzedImage {
    /// The files with contents at and below a path of the final tree. Contents that also have a name elsewhere are left
    /// out: removing the tree would not save them.
    func files(below root: PathID) -> [PathIndex.File] {
        guard let view, view.isPresent(root) else { return [] }
        var files: [PathIndex.File] = []
        var waiting = [root]
        while let path = waiting.popLast() {
            guard view.isPresent(path) else { continue }
            if view.kind(of: path) == .directory {
                waiting += stack.children(of: path)
            } else if let file = file(at: path),
                paths.names(of: file.entry).allSatisfy({ stack.path($0, isAtOrBelow: root) })
            {
                files.append(file)
            }
        }
        return files
    }

    /// The file that the final tree counts at a path; nil where it counts none.
    func file(at path: PathID) -> PathIndex.File? {
        guard let view, view.isPresent(path), view.kind(of: path) != .directory, view.size(of: path) > 0,
            let entry = view.entry(of: path).flatMap({ stack.contents(of: $0) })
        else { return nil }
        return PathIndex.File(path: path, entry: entry, bytes: view.size(of: path))
    }

    /// The path below a directory; nil where the final tree does not have it.
    func child(of directory: PathID, named name: String) -> PathID? {
        var place = directory
        for component in name.split(separator: "/") {
            guard let child = stack.child(of: place, named: Array(component.utf8)), view?.isPresent(child) == true
            else { return nil }
            place = child
        }
        return place
    }

    /// The contents of a file that rules read; nil where it was not captured.
    func text(at path: PathID) -> [UInt8]? {
        view?.entry(of: path).flatMap { contents.bytes(of: $0, in: stack) }
    }
}
