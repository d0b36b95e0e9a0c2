import Evidence
import FileTree

/// A file of the final tree whose contents say something about packages.
struct RecordFile {
    /// Its path.
    var path: PathID
    /// Its path as text, without a leading slash.
    var name: FilePath
    /// The layer that has it, from 1.
    var layer: Int
    /// Its contents.
    var bytes: [UInt8]
}

/// The captured files of the final tree, in the order of their paths' numbers.
struct RecordFiles {
    let all: [RecordFile]
    private let places: [PathID: Int]
    private let view: TreeView

    /// Looks up what was captured of the files that the final tree shows.
    init(in view: TreeView, contents: InspectedContents) {
        self.view = view
        let stack = view.stack
        let kept = contents.facts([UInt8].self)
        all = (0..<stack.pathCount).compactMap { index in
            guard let path = stack.path(at: index), view.isPresent(path), view.kind(of: path).hasContents,
                let entry = view.entry(of: path), let bytes = kept[contents.place(of: entry, in: stack)]
            else { return nil }
            return RecordFile(path: path, name: FilePath(stack.path(of: path)), layer: entry.layer, bytes: bytes)
        }
        places = Dictionary(zip(all.map(\.path), all.indices), uniquingKeysWith: { first, _ in first })
    }

    /// The file that a path leads to, written without a leading slash; symbolic links on the way are followed, as package
    /// managers do whose records were moved (`var/lib/rpm` to `usr/lib/sysimage/rpm`).
    subscript(path: String) -> RecordFile? { view.resolve(Array(path.utf8)).flatMap { places[$0] }.map { all[$0] } }

    /// The files in the directory that a path leads to.
    func files(in directory: String) -> [RecordFile] {
        guard let directory = view.resolve(Array(directory.utf8)) else { return [] }
        return all.filter { view.stack.parent(of: $0.path) == directory }
    }
}
