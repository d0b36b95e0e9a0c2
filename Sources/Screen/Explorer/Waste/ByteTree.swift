import FileTree
import ImageAnalysis

/// Stored files as directories with the sums of what lies in them: a list of thousands unfolds step by step.
///
/// Columns of those paths only at or below which something lies: a million files are summed up within a frame or two.
struct ByteTree: Sendable, Hashable {
    /// A directory or a file in a list of such.
    struct Node: Hashable {
        let path: PathID
        let bytes: Int64
        let files: Int
    }

    /// The paths, each directory before what lies in it.
    private var paths: [PathID] = []
    private var sums: [Int64] = []
    private var counts: [UInt32] = []
    /// The places in `paths` of what lies in directories, one directory after the other, the largest of each first.
    private var entries: [UInt32] = []
    /// By place in `paths`, where the entries of a directory begin; one more at the end.
    private var starts: [UInt32] = [0]
    /// The copies by path, those of one path as they came in: a list, since most paths have but one.
    private let copies: [Finding.Item]

    init(_ items: [Finding.Item], in stack: LayerStack) {
        copies = RadixSort.sorted(items, isDescending: false) { Int64($0.path.index) }
        guard !copies.isEmpty else { return }
        let parents = sumUp(stack)
        // By size first, so that each directory gets its entries in order.
        let bySize = RadixSort.sorted(Array(paths.indices.dropFirst()), isDescending: true) { sums[$0] }
        starts = Array(repeating: 0, count: paths.count + 1)
        for place in bySize { starts[Int(parents[place]) + 1] += 1 }
        for place in paths.indices { starts[place + 1] += starts[place] }
        entries = Array(repeating: 0, count: bySize.count)
        var next = starts
        for place in bySize {
            let directory = Int(parents[place])
            entries[Int(next[directory])] = UInt32(place)
            next[directory] += 1
        }
    }

    /// Lists the paths with what lies at and below each; gives the place of each one's directory.
    private mutating func sumUp(_ stack: LayerStack) -> [UInt32] {
        var bytes = [Int64](repeating: 0, count: stack.pathCount)
        var files = [UInt32](repeating: 0, count: stack.pathCount)
        for copy in copies where copy.path.index < files.count {
            bytes[copy.path.index] = bytes[copy.path.index].addingSaturated(copy.bytes)
            files[copy.path.index] += 1
        }
        // A child's number is greater than its parent's: sums go backwards, places forwards.
        for index in files.indices.dropFirst().reversed() where files[index] > 0 {
            guard let parent = stack.path(at: index).flatMap(stack.parent)?.index else { continue }
            bytes[parent] = bytes[parent].addingSaturated(bytes[index])
            files[parent] += files[index]
        }
        var places = [UInt32](repeating: 0, count: stack.pathCount)
        var parents: [UInt32] = []
        for index in files.indices where files[index] > 0 {
            guard let path = stack.path(at: index) else { continue }
            places[index] = UInt32(paths.count)
            parents.append(stack.parent(of: path).map { places[$0.index] } ?? 0)
            paths.append(path)
            sums.append(bytes[index])
            counts.append(files[index])
        }
        return parents
    }

    var bytes: Int64 { sums.first ?? 0 }
    var files: Int { Int(counts.first ?? 0) }

    /// What lies in a directory, the largest first. A directory that holds nothing but one directory stands for that too.
    func nodes(in directory: PathID) -> [Node] {
        entries(of: place(of: directory)).map { entry in
            var place = Int(entry)
            while copies(of: paths[place]).isEmpty, let only = onlyEntry(of: place), copies(of: paths[only]).isEmpty {
                place = only
            }
            return Node(path: paths[place], bytes: sums[place], files: Int(counts[place]))
        }
    }

    /// Whether there is anything to unfold.
    func hasEntries(_ path: PathID) -> Bool { !entries(of: place(of: path)).isEmpty }

    /// The stored copies of a path itself, each of another layer.
    func copies(of path: PathID) -> ArraySlice<Finding.Item> {
        copies[copies.firstIndex(notBefore: path) { $0.path }...].prefix { $0.path == path }
    }

    private func place(of path: PathID) -> Int? {
        let place = paths.firstIndex(notBefore: path) { $0 }
        return paths.indices.contains(place) && paths[place] == path ? place : nil
    }

    private func entries(of place: Int?) -> ArraySlice<UInt32> {
        place.map { entries[Int(starts[$0])..<Int(starts[$0 + 1])] } ?? []
    }

    private func onlyEntry(of place: Int) -> Int? {
        let entries = entries(of: place)
        return entries.count == 1 ? entries.first.map { Int($0) } : nil
    }
}
