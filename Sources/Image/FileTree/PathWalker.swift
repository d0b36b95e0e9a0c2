/// Finds the node of each path of a tar, beginning where the path parts from the one before it: tars list directories
/// in order, so most of a path is known already.
struct PathWalker {
    /// What a path means.
    enum Place {
        case node(UInt32)
        /// The layer hides this node of lower layers.
        case whiteout(UInt32)
        /// The layer hides what lower layers have in this node.
        case opaque(UInt32)
        case bookkeeping
    }

    /// The directory part of the previous path, with its last slash.
    private var previous: [UInt8] = []
    /// The node at each slash of `previous`, behind symbolic links: how many bytes lead to it, and the node.
    private var known: [(length: Int, node: UInt32)] = []
    private var links = LinkWalk()

    /// Begins at the root again, since a directory of the previous path is one no more, or a link leads elsewhere.
    mutating func forget() {
        previous = []
        known = []
    }

    mutating func place(
        of path: UnsafeBufferPointer<UInt8>, in arena: inout PathArena, columns: inout LayerColumns
    ) throws(PathRefusal) -> Place {
        guard hasTwoDots(path) else { return try walk(path, &arena, &columns) }
        let path = Array(path)
        guard let components = PathName.components(of: path) else {
            throw PathRefusal(words: "climbs out of the image with \"..\" and was left out")
        }
        for (index, component) in components.enumerated() where path[component].starts(with: PathName.bookkeepingPrefix)
        {
            let isLast = index == components.count - 1
            guard isLast, path[component].elementsEqual(PathName.opaqueWhiteout) else { return .bookkeeping }
        }
        let clean = Array(components.map { path[$0] }.joined(separator: [PathName.slash]))
        return try clean.withUnsafeBufferPointer { path throws(PathRefusal) in try walk(path, &arena, &columns) }
    }

    /// What a hard link's target names now, as an entry's own path would: `nil` behind the way for nothing. A link at its
    /// end is not followed, as link(2) does not.
    mutating func way(
        to target: [UInt8], in arena: PathArena, columns: LayerColumns
    ) throws(PathRefusal) -> LinkWalk.Way {
        guard let components = PathName.components(of: target) else {
            throw PathRefusal(words: "is a hard link that climbs out of the image with \"..\" and was left out")
        }
        return try links.way(components.map { target[$0] }, from: 0, followsLast: false, arena, columns)
    }

    private func hasTwoDots(_ path: UnsafeBufferPointer<UInt8>) -> Bool {
        var previous: UInt8 = 0
        for byte in path {
            if byte == PathName.dot, previous == PathName.dot { return true }
            previous = byte
        }
        return false
    }

    private mutating func walk(
        _ path: UnsafeBufferPointer<UInt8>, _ arena: inout PathArena, _ columns: inout LayerColumns
    ) throws(PathRefusal) -> Place {
        // `a/` and `a/.` are the entry `a`, and no way through it.
        var end = path.count
        while end > 0, path[end - 1] == PathName.slash || path[..<end].endsWithDotComponent { end -= 1 }
        var start = end
        while start > 0, path[start - 1] != PathName.slash { start -= 1 }
        let directory = UnsafeBufferPointer(rebasing: path[..<start])
        let name = UnsafeBufferPointer(rebasing: path[start..<end])
        let parent: UInt32
        do {
            parent = try enter(directory, &arena, &columns)
        } catch {
            forget()
            throw error
        }
        return try place(of: name, in: parent, &arena, &columns)
    }

    private func place(
        of name: UnsafeBufferPointer<UInt8>, in parent: UInt32, _ arena: inout PathArena, _ columns: inout LayerColumns
    ) throws(PathRefusal) -> Place {
        if name.isEmpty { return .node(parent) }
        guard name.starts(with: PathName.whiteoutPrefix) else {
            return .node(try Self.child(name, of: parent, &arena, &columns))
        }
        if name.elementsEqual(PathName.opaqueWhiteout) { return .opaque(parent) }
        let hidden = UnsafeBufferPointer(rebasing: name[PathName.whiteoutPrefix.count...])
        if hidden.isEmpty || hidden.allSatisfy({ $0 == PathName.dot }) && hidden.count <= 2 {
            throw PathRefusal(words: "is a whiteout without a name and was left out")
        }
        return .whiteout(try Self.child(hidden, of: parent, &arena, &columns))
    }

    /// The node of a directory; makes what is missing.
    private mutating func enter(
        _ directory: UnsafeBufferPointer<UInt8>, _ arena: inout PathArena, _ columns: inout LayerColumns
    ) throws(PathRefusal) -> UInt32 {
        var same = 0
        let shorter = min(directory.count, previous.count)
        while same < shorter, directory[same] == previous[same] { same += 1 }
        while let last = known.last, last.length > same { known.removeLast() }
        var node = known.last?.node ?? 0
        var start = known.last?.length ?? 0
        if start == directory.count { return node }
        while start < directory.count {
            var end = start
            while directory[end] != PathName.slash { end += 1 }
            let name = UnsafeBufferPointer(rebasing: directory[start..<end])
            if !name.isEmpty, !(name.count == 1 && name[0] == PathName.dot) {
                node = try Self.child(name, of: node, &arena, &columns)
                if !columns.marks[Int(node)].contains(.directory) { node = try open(node, &arena, &columns) }
            }
            start = end + 1
            known.append((start, node))
        }
        previous.removeAll(keepingCapacity: true)
        previous.append(contentsOf: directory)
        return node
    }

    /// The directory that something lies in which is none yet: a path without an entry becomes one, a symbolic link leads
    /// to one, which is made where it is missing (umoci and containerd do so).
    private mutating func open(
        _ node: UInt32, _ arena: inout PathArena, _ columns: inout LayerColumns
    ) throws(PathRefusal) -> UInt32 {
        guard columns.marks[Int(node)].isFile else {
            columns.marks[Int(node)].insert(.directory)
            return node
        }
        guard columns.marks[Int(node)].kind == .symbolicLink else { throw LinkWalk.noDirectory(node, arena) }
        let link = arena.name(of: node)[...]
        let way = try links.way([link], from: arena.parents[Int(node)], followsLast: true, arena, columns)
        var directory = way.node
        guard !columns.marks[Int(directory)].isFile else { throw LinkWalk.noDirectory(directory, arena) }
        for name in way.missing {
            directory = try name.withUnsafeBufferPointer { name throws(PathRefusal) in
                try Self.child(name, of: directory, &arena, &columns)
            }
        }
        var made = directory
        while !columns.marks[Int(made)].contains(.directory) {
            columns.marks[Int(made)].insert(.directory)
            made = arena.parents[Int(made)]
        }
        return directory
    }

    /// The child of that name, made if there is none.
    static func child(
        _ name: UnsafeBufferPointer<UInt8>, of parent: UInt32, _ arena: inout PathArena, _ columns: inout LayerColumns
    ) throws(PathRefusal) -> UInt32 {
        guard let number = arena.names.intern(name) else { throw .full }
        let (node, isNew) = arena.makeChild(of: parent, named: number)
        if isNew { columns.append() }
        return node
    }
}

extension Slice<UnsafeBufferPointer<UInt8>> {
    /// Whether the last component is `.`.
    fileprivate var endsWithDotComponent: Bool {
        guard last == PathName.dot else { return false }
        return count == 1 || self[endIndex - 2] == PathName.slash
    }
}
