import Evidence
import FileTree

/// All that the layers of an image store, with all the names that it has, in the order of the tree: the names of what lies
/// at and below a path stand together, so that a subtree is a range.
struct StoredContents: Sendable {
    /// The bytes of one file of one layer.
    struct Contents: Sendable {
        let entry: EntryReference
        let path: PathID
        let bytes: Int64
        /// How many names it has: its own and those of hard links, in whatever layer.
        var names: UInt32
        /// The remedy or option that takes it, by its place among both; −1 for none.
        let owner: Int32
    }

    /// A path of a layer that leads to contents.
    struct Name: Sendable {
        let path: PathID
        let layer: Int32
        let contents: UInt32
    }

    private(set) var contents: [Contents] = []
    private(set) var names: [Name] = []
    /// For each path, where the names at and below it begin and end.
    private var starts: [UInt32] = []
    private var ends: [UInt32] = []

    init(of image: AnalyzedImage, remedies: [Remedy]) {
        let stack = image.stack
        var owners: [EntryReference: Int32] = [:]
        for (index, remedy) in remedies.enumerated() {
            for item in remedy.items where owners[item.entry] == nil { owners[item.entry] = Int32(index) }
        }
        let files = SizePrediction.storedFiles(of: image)
        var unordered: [Name] = []
        unordered.reserveCapacity(files.count)
        contents.reserveCapacity(files.count)
        for item in files {
            unordered.append(
                Name(path: item.path, layer: Int32(item.entry.layer), contents: UInt32(contents.count)))
            contents.append(
                Contents(
                    entry: item.entry, path: item.path, bytes: item.bytes, names: 1, owner: owners[item.entry] ?? -1))
        }
        let links = StoredContents.hardLinks(of: stack)
        let targets = Set(links.map(\.target))
        var places: [EntryReference: UInt32] = [:]
        for (index, contents) in contents.enumerated() where targets.contains(contents.entry) {
            places[contents.entry] = UInt32(index)
        }
        for link in links {
            guard let place = places[link.target] else { continue }
            contents[Int(place)].names += 1
            unordered.append(Name(path: link.path, layer: link.layer, contents: place))
        }
        order(unordered, in: stack)
    }

    private static func hardLinks(
        of stack: LayerStack
    ) -> [(path: PathID, layer: Int32, target: EntryReference)] {
        (1..<stack.layerCount + 1).flatMap(stack.hardLinks).compactMap { entry in
            guard let path = stack.path(of: entry),
                let target = stack.contents(of: entry)
            else { return nil }
            return (path, Int32(entry.layer), target)
        }
    }

    /// A child's number is greater than its parent's: sums go backwards, places forwards.
    private mutating func order(_ unordered: [Name], in stack: LayerStack) {
        let count = stack.pathCount
        var own = [UInt32](repeating: 0, count: count)
        for name in unordered { own[name.path.index] += 1 }
        let parents = (0..<count).map { stack.path(at: $0).flatMap(stack.parent)?.index ?? 0 }
        var below = own
        for path in stride(from: count - 1, to: 0, by: -1) { below[parents[path]] += below[path] }
        starts = Array(repeating: 0, count: count)
        ends = starts
        var next = starts
        for path in 0..<count {
            if path > 0 {
                starts[path] = next[parents[path]]
                next[parents[path]] += below[path]
            }
            ends[path] = starts[path] + below[path]
            next[path] = starts[path] + own[path]
        }
        guard let first = unordered.first else { return }
        names = Array(repeating: first, count: unordered.count)
        var filled = starts
        for name in unordered {
            names[Int(filled[name.path.index])] = name
            filled[name.path.index] += 1
        }
    }

    /// The places of the names at and below a path.
    func names(below path: PathID) -> Range<Int> {
        starts.indices.contains(path.index) ? Int(starts[path.index])..<Int(ends[path.index]) : 0..<0
    }

    /// The places of the names at a path itself.
    func names(at path: PathID) -> Range<Int> {
        let range = names(below: path)
        return range.lowerBound..<range.lowerBound + names[range].prefix { $0.path == path }.count
    }
}
