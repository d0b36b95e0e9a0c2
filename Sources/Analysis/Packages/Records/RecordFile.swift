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
    private let places: [String: Int]

    /// Looks up what was captured of the files that the final tree shows.
    init(in view: TreeView, contents: InspectedContents) {
        let stack = view.stack
        let kept = contents.facts([UInt8].self)
        all = (0..<stack.pathCount).compactMap { index in
            guard let path = stack.path(at: index), view.isPresent(path), view.kind(of: path).hasContents,
                let entry = view.entry(of: path), let bytes = kept[contents.place(of: entry, in: stack)]
            else { return nil }
            return RecordFile(path: path, name: FilePath(stack.path(of: path)), layer: entry.layer, bytes: bytes)
        }
        places = Dictionary(zip(all.map(\.name.text), all.indices), uniquingKeysWith: { first, _ in first })
    }

    /// The file of that path, written without a leading slash.
    subscript(path: String) -> RecordFile? { places[path].map { all[$0] } }
}
