import Archive

/// The hard links of a layer while it is read. A link is the file that had its target's name when it was read, as
/// link(2) makes it: what happens to the name afterwards is no matter. So links to links are links to the file itself,
/// however long the chain, and a file whose name another entry took goes on under the names that are left.
struct HardLinkBinding {
    /// What a hard link comes to.
    enum Target {
        /// The path is the file already.
        case itself
        /// A symbolic link, device or pipe: there are no bytes to share, so the link is one more of the kind.
        case copy(UInt32)
        case link(LayerColumns.HardLink)
    }

    private var links: [LayerColumns.HardLink] = []
    /// By node, the place in `links`.
    private var places: [UInt32: Int] = [:]
    private var targets: Set<UInt32> = []

    /// Whether hard links lead to the node.
    func isTarget(_ node: UInt32) -> Bool { targets.contains(node) }

    /// What a link at a node whose target's name leads that way comes to. Where the layer has nothing there, the file lies
    /// in a lower one, and the path gets a node without an entry.
    func target(
        of node: UInt32, _ way: LinkWalk.Way, _ arena: inout PathArena, _ columns: inout LayerColumns
    ) throws(PathRefusal) -> Target {
        var end = way.node
        for name in way.missing {
            end = try name.withUnsafeBufferPointer { name throws(PathRefusal) in
                try PathWalker.child(name, of: end, &arena, &columns)
            }
        }
        let marks = columns.marks[Int(end)]
        if marks.contains(.directory) {
            throw PathRefusal(words: "is a hard link to a directory, which cannot be, and was left out")
        }
        guard marks.contains(.entry) else { return .link(.init(node: node, end: end, isOpen: true)) }
        guard !arena.lies(end, in: node) || end == node else {
            throw PathRefusal(words: "is a hard link to a file in the directory that it replaces, and was left out")
        }
        guard marks.kind == .regularFile || marks.kind == .hardLink else { return end == node ? .itself : .copy(end) }
        if let place = places[end] {
            let known = links[place]
            if end == node || known.end == node && !known.isOpen { return .itself }
            if let own = places[node], links[own].end == known.end, links[own].isOpen == known.isOpen { return .itself }
            return .link(.init(node: node, end: known.end, isOpen: known.isOpen))
        }
        if end == node || places[node].map({ links[$0].end == end && !links[$0].isOpen }) ?? false { return .itself }
        return .link(.init(node: node, end: end, isOpen: false))
    }

    /// Notes a link.
    mutating func bind(_ node: UInt32, to end: UInt32, isOpen: Bool) {
        places[node] = links.count
        links.append(.init(node: node, end: end, isOpen: isOpen))
        if !isOpen { targets.insert(end) }
    }

    /// Leaves out links that are found no more, and gives files that are, but have links, to the first of these.
    mutating func release(_ isDead: [Bool], in columns: inout LayerColumns) {
        if isDead.isEmpty { return }
        var heirs: [UInt32: UInt32] = [:]
        links = links.compactMap { link in
            guard !isDead[Int(link.node)] else { return nil }
            guard !link.isOpen, isDead[Int(link.end)] else { return link }
            if let heir = heirs[link.end] { return .init(node: link.node, end: heir, isOpen: false) }
            heirs[link.end] = link.node
            columns.moveContents(from: Int(link.end), to: Int(link.node))
            return nil
        }
    }

    /// All links by node.
    var sorted: [LayerColumns.HardLink] { links.sorted { $0.node < $1.node } }
}

extension LayerColumns {
    /// Makes a hard link the file whose only other name is gone. What the tar says of the link itself stays.
    fileprivate mutating func moveContents(from old: Int, to new: Int) {
        let hash = hash(at: old)
        marks[new] = marks[new].with(kind: .regularFile)
        if let hash {
            marks[new].insert(.hashed)
            setHash(hash, at: new)
        }
        payloads[new] = payloads[old]
        details[new].ordinal = details[old].ordinal
        marks[old].subtract([.entry, .hashed])
    }
}

extension PathArena {
    /// Whether a node lies in a directory, or is it.
    fileprivate func lies(_ node: UInt32, in directory: UInt32) -> Bool {
        var node = node
        while node > directory { node = parents[Int(node)] }
        return node == directory
    }
}
