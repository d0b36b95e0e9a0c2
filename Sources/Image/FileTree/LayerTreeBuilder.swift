import Archive

/// Builds the arena of a layer, one entry at a time in the order of the tar.
struct LayerTreeBuilder {
    private var arena = PathArena()
    private var columns = LayerColumns()
    private var walker = PathWalker()
    private var links = HardLinkBinding()
    private var superseded = SupersededEntries()
    private var warnings = WarningList()

    init() {
        columns.append()
        columns.marks[0] = .directory
    }

    /// Takes an entry over. What cannot be taken over is left out with a warning.
    mutating func add(_ entry: TarEntry, ordinal: Int, contentHash: UInt64? = nil) {
        guard entry.path.count <= PathName.longest, entry.linkTarget.count <= PathName.longest else {
            warnings.add("entry \(ordinal) has a name longer than 64 KiB and was left out")
            return
        }
        do throws(PathRefusal) {
            let place = try entry.path.withUnsafeBufferPointer { path throws(PathRefusal) in
                try walker.place(of: path, in: &arena, columns: &columns)
            }
            switch place {
            case .node(let node): try set(node, to: entry, ordinal: ordinal, contentHash: contentHash)
            case .whiteout(let node): columns.marks[Int(node)].insert(.whiteout)
            case .opaque(let node): columns.marks[Int(node)].insert(.opaque)
            case .bookkeeping: break
            }
        } catch {
            warnings.add("\"\(PathName.printable(entry.path))\" \(error.words)")
        }
    }

    mutating func warn(_ message: String) {
        warnings.add(message)
    }

    private mutating func set(
        _ node: UInt32, to entry: TarEntry, ordinal: Int, contentHash: UInt64?
    ) throws(PathRefusal) {
        if node == 0, entry.kind != .directory {
            throw PathRefusal(words: "is the root and no directory, and was left out")
        }
        var kind = entry.kind
        var payload: Int64?
        var link: LayerColumns.HardLink?
        if kind == .hardLink {
            let way = try walker.way(to: entry.linkTarget, in: arena, columns: columns)
            switch try links.target(of: node, way, &arena, &columns) {
            case .itself: return superseded.add(node, bytes: 0)
            case .copy(let other): (kind, payload) = (columns.marks[Int(other)].kind, columns.payloads[Int(other)])
            case .link(let found): link = found
            }
        }
        let node = vacate(node, for: kind)
        if let end = link?.end { links.bind(node, to: end, isOpen: link?.isOpen ?? false) }
        let index = Int(node)
        var marks = columns.marks[index].with(kind: kind).union(.entry).subtracting([.hashed, .directory])
        if kind == .directory { marks.insert(.directory) }
        if let contentHash, kind == .regularFile {
            marks.insert(.hashed)
            columns.setHash(contentHash, at: index)
        }
        columns.marks[index] = marks
        columns.payloads[index] = payload ?? self.payload(of: entry)
        columns.details[index] = EntryDetails(
            modified: entry.modified, userID: entry.userID, groupID: entry.groupID,
            ordinal: UInt32(clamping: ordinal), mode: entry.mode & 0o7777,
            hasCapabilities: entry.extendedAttributes.contains { $0.name == "security.capability" })
    }

    /// Makes room for an entry where the layer has something already, as extractors do: a directory over a directory
    /// keeps what lies in it, everything else goes, a link to a directory too (GNU tar, bsdtar, umoci and
    /// containers/storage make a directory in its place). Gives the node to write to.
    private mutating func vacate(_ node: UInt32, for kind: EntryKind) -> UInt32 {
        let marks = columns.marks[Int(node)]
        let bytes = columns.size(at: Int(node))
        // Others know the node, or the path has no row yet for what nobody sees: then it gets a new node.
        let isLeft =
            marks.contains(.directory)
            ? kind != .directory
            : marks.isFile
                && (marks.kind == .hardLink || links.isTarget(node) || bytes > 0 && !superseded.isKnown(node))
        if marks.contains(.entry) { superseded.add(node, bytes: isLeft ? 0 : bytes) }
        if isLeft || marks.isFile && marks.kind == .symbolicLink { walker.forget() }
        return isLeft ? replace(node) : node
    }

    /// A new node for a path. What hides lower layers goes on doing so.
    private mutating func replace(_ node: UInt32) -> UInt32 {
        let fresh = arena.replace(node)
        let hiding = columns.marks[Int(node)].intersection([.whiteout, .opaque])
        columns.append()
        columns.marks[Int(fresh)] = hiding
        columns.marks[Int(node)].subtract(hiding)
        superseded.replace(node, by: fresh)
        return fresh
    }

    private mutating func payload(of entry: TarEntry) -> Int64 {
        switch entry.kind {
        case .regularFile: max(0, entry.size)
        case .symbolicLink, .hardLink: columns.store(linkTarget: entry.linkTarget)
        case .characterDevice, .blockDevice:
            Int64(truncatingIfNeeded: UInt64(entry.deviceMajor) << 32 | UInt64(entry.deviceMinor))
        case .directory, .namedPipe, .socket: 0
        }
    }

    /// The tree of all that was added.
    mutating func finish() -> LayerTree {
        let isDead = arena.deadNodes
        links.release(isDead, in: &columns)
        for node in isDead.indices where isDead[node] {
            superseded.bury(UInt32(node), bytes: columns.size(at: node))
            // Whiteouts go on hiding, since their order does not count.
            columns.marks[node].formIntersection([.whiteout, .opaque])
        }
        columns.hardLinks = links.sorted
        columns.superseded = superseded.sorted
        arena.close()
        columns.trim()
        return LayerTree(arena: arena, columns: columns, totals: totals(), warnings: warnings.all)
    }

    private func totals() -> LayerTree.Totals {
        var totals = LayerTree.Totals()
        for (node, marks) in columns.marks.enumerated() {
            if marks.contains(.whiteout) { totals.whiteouts += 1 }
            if marks.contains(.opaque) { totals.whiteouts += 1 }
            guard marks.contains(.entry), node != 0 else { continue }
            if marks.kind == .directory { totals.directories += 1 } else { totals.files += 1 }
            totals.size.addSaturated(columns.size(at: node))
        }
        for copy in columns.superseded { totals.size.addSaturated(copy.bytes) }
        return totals
    }
}

extension LayerColumns {
    /// Adds the row of a new node.
    mutating func append() {
        marks.append([])
        payloads.append(0)
        details.append()
    }

    mutating func setHash(_ hash: UInt64, at index: Int) {
        while hashes.count <= index { hashes.append(0) }
        hashes[index] = hash
    }
}

/// Sentences about what could not be taken over; a hostile archive cannot make it grow without end.
struct WarningList {
    private var sentences: [String] = []
    private var unsaid = 0

    mutating func add(_ sentence: String) {
        if sentences.count < 100 { sentences.append(sentence) } else { unsaid += 1 }
    }

    var all: [String] {
        unsaid == 0 ? sentences : sentences + ["\(unsaid) more faults like these"]
    }
}
