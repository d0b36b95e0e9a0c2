import Archive

/// Why an entry is not taken over, in words that follow its path.
struct PathRefusal: Error {
    let words: String

    static let full = PathRefusal(words: "was left out: the layer holds more names than fit in memory")
}

/// Follows the symbolic links that earlier entries of the same layer made, as extractors do that apply entries in order
/// and stay in the root (umoci; containers/storage in its chroot): a link with a leading slash begins at the root, `..`
/// goes up from where a link leads, and nothing is above the root.
struct LinkWalk {
    /// Where a name leads: as far as there is something, and what of it is not there yet.
    struct Way {
        var node: UInt32
        var missing: [ArraySlice<UInt8>] = []
    }

    /// More links than this on one way are a loop, as for the kernel (path_resolution(7)).
    private static let maximumLinks = 40
    /// The kernel makes no longer link (PATH_MAX, with its NUL).
    private static let longestTarget = 4095
    /// So many components may be walked behind the links of one layer: no image needs a tenth, and ways that are made to
    /// be long come to an end.
    private var stepsLeft = 4 << 20

    /// Where components lead from a node.
    ///
    /// - Parameter followsLast: Whether a link at the end is followed as well.
    mutating func way(
        _ components: some BidirectionalCollection<ArraySlice<UInt8>>, from start: UInt32, followsLast: Bool,
        _ arena: PathArena, _ columns: LayerColumns
    ) throws(PathRefusal) -> Way {
        var ahead = Array(components.reversed())
        var way = Way(node: start)
        var links = 0
        while let part = ahead.popLast() {
            stepsLeft -= 1
            guard stepsLeft >= 0 else {
                throw PathRefusal(words: "was left out: the layer's links take too many steps")
            }
            if part.elementsEqual([PathName.dot]) { continue }
            if part.elementsEqual([PathName.dot, PathName.dot]) {
                if way.missing.popLast() == nil { way.node = arena.parents[Int(way.node)] }
                continue
            }
            guard way.missing.isEmpty, let next = arena.child(of: way.node, named: part) else {
                way.missing.append(part)
                continue
            }
            let marks = columns.marks[Int(next)]
            let isLink = marks.contains(.entry) && marks.kind == .symbolicLink
            guard isLink, followsLast || !ahead.isEmpty else {
                guard ahead.isEmpty || !marks.isFile else { throw LinkWalk.noDirectory(next, arena) }
                way.node = next
                continue
            }
            links += 1
            let target = columns.linkTarget(at: Int(next))
            guard links <= LinkWalk.maximumLinks else {
                throw PathRefusal(words: "was left out: its way goes through more than 40 symbolic links")
            }
            guard target.count <= LinkWalk.longestTarget else {
                throw PathRefusal(words: "was left out: its way goes through a symbolic link too long to exist")
            }
            if target.first == PathName.slash { way.node = 0 }
            ahead += target.split(separator: PathName.slash).reversed()
        }
        return way
    }

    /// An entry may not lie below something that is no directory: GNU tar, bsdtar, umoci and containers/storage fail on it.
    static func noDirectory(_ node: UInt32, _ arena: PathArena) -> PathRefusal {
        let path = PathName.printable(arena.path(of: node))
        return PathRefusal(words: "was left out: it lies below \"\(path)\", which is no directory")
    }
}

extension Marks {
    /// Whether an entry made it something else than a directory.
    var isFile: Bool { contains(.entry) && !contains(.directory) }
}

extension PathArena {
    /// The child of that name; nil where there is none.
    func child(of parent: UInt32, named name: ArraySlice<UInt8>) -> UInt32? {
        name.withUnsafeBufferPointer { names.find($0) }.flatMap { child(of: parent, named: $0) }
    }
}
