import Archive

/// Builds the arena of a layer, one entry at a time in the order of the tar.
struct LayerTreeBuilder {
    private var arena = PathArena()
    private var columns = LayerColumns()
    private var walker = PathWalker()
    private var warnings = WarningList()
    /// Directories that became something else after entries lay in them, with the ordinal of the entry that did it.
    private var replacedDirectories: [UInt32: UInt32] = [:]
    /// The ordinals of whiteouts that came after the first such replacement.
    private var lateMarks: [UInt32: UInt32] = [:]

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
        entry.path.withUnsafeBufferPointer { path in
            switch walker.place(of: path, in: &arena, columns: &columns) {
            case .node(let node): set(node, to: entry, ordinal: ordinal, contentHash: contentHash)
            case .whiteout(let node): mark(node, .whiteout, ordinal: ordinal)
            case .opaque(let node): mark(node, .opaque, ordinal: ordinal)
            case .bookkeeping: break
            case .refused(let why): warnings.add("\"\(PathName.printable(entry.path))\" \(why)")
            }
        }
    }

    mutating func warn(_ message: String) {
        warnings.add(message)
    }

    private mutating func mark(_ node: UInt32, _ mark: Marks, ordinal: Int) {
        columns.marks[Int(node)].insert(mark)
        if !replacedDirectories.isEmpty { lateMarks[node] = UInt32(clamping: ordinal) }
    }

    private mutating func set(_ node: UInt32, to entry: TarEntry, ordinal: Int, contentHash: UInt64?) {
        let index = Int(node)
        if node == 0, entry.kind != .directory {
            warnings.add("the root is an entry that is not a directory, and was left out")
            return
        }
        var marks = columns.marks[index].with(kind: entry.kind).union(.entry).subtracting(.hashed)
        if entry.kind == .directory {
            marks.insert(.directory)
        } else if marks.contains(.directory) {
            replacedDirectories[node] = UInt32(clamping: ordinal)
            walker.forget()
            marks.remove(.directory)
        }
        if let contentHash, entry.kind == .regularFile {
            marks.insert(.hashed)
            columns.setHash(contentHash, at: index)
        }
        columns.marks[index] = marks
        columns.payloads[index] = payload(of: entry)
        columns.details[index] = EntryDetails(
            modified: entry.modified, userID: entry.userID, groupID: entry.groupID,
            ordinal: UInt32(clamping: ordinal), mode: entry.mode & 0o7777,
            hasCapabilities: entry.extendedAttributes.contains { $0.name == "security.capability" })
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
        if !replacedDirectories.isEmpty { dropReplaced() }
        columns.hardLinks = hardLinks()
        arena.close()
        columns.trim()
        return LayerTree(arena: arena, columns: columns, totals: totals(), warnings: warnings.all)
    }

    /// Leaves out what lay in a directory before a later entry of this layer replaced the directory by a file.
    /// Whiteouts go on hiding, since their order does not count, but make no directories any more.
    private mutating func dropReplaced() {
        var oldest = [UInt32](repeating: 0, count: arena.count)
        var isAlive = [Bool](repeating: false, count: arena.count)
        for node in 1..<arena.count {
            let parent = Int(arena.parents[node])
            let limit = max(oldest[parent], replacedDirectories[UInt32(parent)] ?? 0)
            oldest[node] = limit
            var marks = columns.marks[node]
            if columns.details[node].ordinal < limit { marks.subtract([.entry, .hashed]) }
            let hides = !marks.isDisjoint(with: [.whiteout, .opaque]) && lateMarks[UInt32(node)] ?? 0 >= limit
            isAlive[node] = marks.contains(.entry) || hides
            if !marks.contains(.entry) { marks.remove(.directory) }
            if !marks.contains(.entry), marks.contains(.opaque), hides { marks.insert(.directory) }
            columns.marks[node] = marks
        }
        for node in (1..<arena.count).reversed() where isAlive[node] {
            let parent = Int(arena.parents[node])
            isAlive[parent] = true
            if columns.marks[parent].contains(.entry), columns.marks[parent].kind != .directory { continue }
            columns.marks[parent].insert(.directory)
        }
    }

    private func hardLinks() -> [LayerColumns.HardLink] {
        var links: [LayerColumns.HardLink] = []
        for node in 1..<max(1, columns.count)
        where columns.marks[node].contains(.entry) && columns.marks[node].kind == .hardLink {
            if let link = followed(UInt32(node)) { links.append(link) }
        }
        return links
    }

    /// Follows a chain of hard links inside the layer; nil when it goes in a circle.
    private func followed(_ node: UInt32) -> LayerColumns.HardLink? {
        var end = node
        for _ in 0..<40 {
            guard let target = arena.find(columns.linkTarget(at: Int(end))),
                columns.marks[Int(target)].contains(.entry)
            else { return .init(node: node, end: end, isOpen: true) }
            if columns.marks[Int(target)].kind != .hardLink { return .init(node: node, end: target, isOpen: false) }
            end = target
        }
        return nil
    }

    private func totals() -> LayerTree.Totals {
        var totals = LayerTree.Totals()
        for (node, marks) in columns.marks.enumerated() {
            if marks.contains(.whiteout) { totals.whiteouts += 1 }
            if marks.contains(.opaque) { totals.whiteouts += 1 }
            guard marks.contains(.entry), node != 0 else { continue }
            if marks.kind == .directory { totals.directories += 1 } else { totals.files += 1 }
            if marks.kind == .regularFile { totals.size = totals.size.addingSaturated(columns.payloads[node]) }
        }
        return totals
    }
}

extension LayerColumns {
    /// Adds the row of a new node.
    mutating func append() {
        marks.append([])
        payloads.append(0)
        details.append(EntryDetails())
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
