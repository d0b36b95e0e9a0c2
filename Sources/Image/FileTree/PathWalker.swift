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
        case refused(String)
    }

    /// The directory part of the previous path, with its last slash.
    private var previous: [UInt8] = []
    /// The node at each slash of `previous`: how many bytes lead to it, and the node.
    private var known: [(length: Int, node: UInt32)] = []

    /// Begins at the root again, since a directory of the previous path is one no more.
    mutating func forget() {
        previous = []
        known = []
    }

    mutating func place(
        of path: UnsafeBufferPointer<UInt8>, in arena: inout PathArena, columns: inout LayerColumns
    ) -> Place {
        guard hasTwoDots(path) else { return walk(path, &arena, &columns) }
        let path = Array(path)
        guard let components = PathName.components(of: path) else {
            return .refused("climbs out of the image with \"..\" and was left out")
        }
        for (index, component) in components.enumerated() where path[component].starts(with: PathName.bookkeepingPrefix)
        {
            let isLast = index == components.count - 1
            guard isLast, path[component].elementsEqual(PathName.opaqueWhiteout) else { return .bookkeeping }
        }
        let clean = Array(components.map { path[$0] }.joined(separator: [PathName.slash]))
        return clean.withUnsafeBufferPointer { walk($0, &arena, &columns) }
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
    ) -> Place {
        var end = path.count
        while end > 0, path[end - 1] == PathName.slash { end -= 1 }
        var start = end
        while start > 0, path[start - 1] != PathName.slash { start -= 1 }
        let directory = UnsafeBufferPointer(rebasing: path[..<start])
        let name = UnsafeBufferPointer(rebasing: path[start..<end])
        guard let parent = enter(directory, &arena, &columns) else { return Self.full }
        return place(of: name, in: parent, &arena, &columns)
    }

    private static let full = Place.refused("was left out: the layer holds more names than fit in memory")

    private func place(
        of name: UnsafeBufferPointer<UInt8>, in parent: UInt32, _ arena: inout PathArena, _ columns: inout LayerColumns
    ) -> Place {
        if name.isEmpty || (name.count == 1 && name[0] == PathName.dot) { return .node(parent) }
        guard name.starts(with: PathName.whiteoutPrefix) else {
            return child(name, of: parent, &arena, &columns).map(Place.node) ?? Self.full
        }
        if name.elementsEqual(PathName.opaqueWhiteout) { return .opaque(parent) }
        let hidden = UnsafeBufferPointer(rebasing: name[PathName.whiteoutPrefix.count...])
        if hidden.isEmpty || hidden.allSatisfy({ $0 == PathName.dot }) && hidden.count <= 2 {
            return .refused("is a whiteout without a name and was left out")
        }
        return child(hidden, of: parent, &arena, &columns).map(Place.whiteout) ?? Self.full
    }

    /// The node of a directory; makes what is missing.
    private mutating func enter(
        _ directory: UnsafeBufferPointer<UInt8>, _ arena: inout PathArena, _ columns: inout LayerColumns
    ) -> UInt32? {
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
                guard let next = child(name, of: node, &arena, &columns) else { return nil }
                node = next
                makeDirectory(node, &columns)
            }
            start = end + 1
            known.append((start, node))
        }
        previous.removeAll(keepingCapacity: true)
        previous.append(contentsOf: directory)
        return node
    }

    private func child(
        _ name: UnsafeBufferPointer<UInt8>, of parent: UInt32, _ arena: inout PathArena, _ columns: inout LayerColumns
    ) -> UInt32? {
        guard let number = arena.names.intern(name) else { return nil }
        let (node, isNew) = arena.makeChild(of: parent, named: number)
        if isNew { columns.append() }
        return node
    }

    /// A path with something in it is a directory, even if an earlier entry of the layer said otherwise.
    private func makeDirectory(_ node: UInt32, _ columns: inout LayerColumns) {
        let marks = columns.marks[Int(node)]
        if marks.contains(.directory) { return }
        columns.marks[Int(node)] = marks.subtracting([.entry, .hashed]).union(.directory)
    }
}
