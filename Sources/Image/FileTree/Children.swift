/// Which paths lie in which directory, in the order of their names' bytes: whoever shows a directory has it in order without
/// sorting, and whoever looks for a name looks at a few.
struct Children: Sendable {
    /// What lies in one directory after the other.
    private var paths: [PathID] = []
    /// By directory.
    private var places = SparseColumn<Places>()

    /// Where a directory's paths stand.
    private struct Places: Sendable, Hashable {
        var start: UInt32 = 0
        var end: UInt32 = 0
    }

    /// What lies directly in a directory.
    subscript(directory: Int) -> ArraySlice<PathID> {
        guard let places = places[directory] else { return [] }
        return paths[Int(places.start)..<Int(places.end)]
    }

    var memory: Int { paths.capacity * MemoryLayout<PathID>.stride + places.memory }

    /// Takes in the paths that an arena has by now and did not have the last time.
    mutating func grow(_ arena: PathArena) {
        // The root lies in no directory.
        let firstNew = paths.count + 1
        guard firstNew < arena.count else { return }
        var places = Children.places(in: arena)
        var all = [PathID](repeating: .root, count: arena.count - 1)
        /// The directories with new paths, and where these begin.
        var grown: [(directory: Int, middle: Int)] = []
        func place(_ path: PathID, isNew: Bool) {
            let directory = Int(arena.parents[path.index])
            let end = Int(places[directory].end)
            if isNew, end == places[directory].start || all[end - 1].index < firstNew {
                grown.append((directory, end))
            }
            all[end] = path
            places[directory].end += 1
        }
        for path in paths { place(path, isNew: false) }
        for path in firstNew..<arena.count { place(PathID(number: UInt32(path)), isNew: true) }
        for (directory, middle) in grown {
            Children.sort(&all, Int(places[directory].start), middle, Int(places[directory].end), arena)
        }
        paths = all
        self.places = SparseColumn(places.map { $0.start == $0.end ? Places() : $0 }) { _ in Places() }
    }

    /// Room for what lies in each directory, one after the other.
    private static func places(in arena: PathArena) -> [Places] {
        var places = [Places](repeating: Places(), count: arena.count)
        for path in 1..<arena.count { places[Int(arena.parents[path])].end += 1 }
        var start: UInt32 = 0
        for directory in places.indices {
            let count = places[directory].end
            places[directory] = Places(start: start, end: start)
            start += count
        }
        return places
    }

    /// A path that has to find its place among the others of its directory.
    private struct Newcomer {
        let path: PathID
        let name: UInt32
        /// Tells most names apart at once.
        let prefix: UInt64
    }

    /// Brings the paths of a directory into order, of which those before the middle are.
    private static func sort(_ paths: inout [PathID], _ start: Int, _ middle: Int, _ end: Int, _ arena: PathArena) {
        let names = arena.names
        let newcomers = paths[middle..<end].map { path in
            let name = arena.nameNumbers[path.index]
            return Newcomer(path: path, name: name, prefix: names.prefix(of: name))
        }.sorted { left, right in
            left.prefix == right.prefix ? names.precedes(left.name, right.name) : left.prefix < right.prefix
        }
        let others = Array(paths[start..<middle])
        var (next, other) = (start, 0)
        for newcomer in newcomers {
            while other < others.count, names.precedes(arena.nameNumbers[others[other].index], newcomer.name) {
                paths[next] = others[other]
                (next, other) = (next + 1, other + 1)
            }
            paths[next] = newcomer.path
            next += 1
        }
        paths.replaceSubrange(next..<end, with: others[other...])
    }
}

extension NameTable {
    /// The first eight bytes of a name as a number that is ordered as they are.
    fileprivate func prefix(of name: UInt32) -> UInt64 {
        let range = range(of: name)
        return bytes.withUnsafeBufferPointer { bytes in
            var prefix: UInt64 = 0
            for place in range.prefix(8) { prefix = prefix << 8 | UInt64(bytes[place]) }
            return prefix << UInt64(8 * (8 - Swift.min(8, range.count)))
        }
    }

    /// Whether a name comes before another one by its bytes.
    fileprivate func precedes(_ name: UInt32, _ other: UInt32) -> Bool {
        bytes.withUnsafeBufferPointer { bytes in
            UnsafeBufferPointer(rebasing: bytes[range(of: name)])
                .lexicographicallyPrecedes(UnsafeBufferPointer(rebasing: bytes[range(of: other)]))
        }
    }
}
