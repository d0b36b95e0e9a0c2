import Archive

/// What a layer says about each of its nodes, in one byte: the first thing that every pass over a layer reads.
struct Marks: OptionSet, Sendable {
    let rawValue: UInt8

    /// The tar has an entry of this path; without it the node is an implied directory or only a whiteout.
    static let entry = Marks(rawValue: 1 << 3)
    /// The layer hides what lower layers have at this path and below.
    static let whiteout = Marks(rawValue: 1 << 4)
    /// The layer hides what lower layers have below this path.
    static let opaque = Marks(rawValue: 1 << 5)
    /// In this layer the path is a directory, by its entry or because something lies in it.
    static let directory = Marks(rawValue: 1 << 6)
    /// The column of content hashes holds one for it.
    static let hashed = Marks(rawValue: 1 << 7)

    private static let kindBits: UInt8 = 0b111

    var kind: EntryKind {
        EntryKind(rawValue: rawValue & Marks.kindBits) ?? .regularFile
    }

    func with(kind: EntryKind) -> Marks {
        Marks(rawValue: rawValue & ~Marks.kindBits | kind.rawValue)
    }
}

/// The entries of one layer by node: some 7 bytes each, 15 with content hashes.
struct LayerColumns: Sendable {
    /// A hard link and the file that had its target's name when it was read; when it is open, a path that the layer had
    /// nothing at by then, so that the file lies in a lower layer.
    struct HardLink: Sendable {
        let node: UInt32
        let end: UInt32
        let isOpen: Bool
    }

    /// What the layer holds at a path and a later entry of the same layer took the place of.
    struct Superseded: Sendable {
        let node: UInt32
        /// How many entries of the same path.
        var entries: UInt32 = 0
        /// The bytes of their contents that no hard link shows either.
        var bytes: Int64 = 0
    }

    var marks: [Marks] = []
    /// Size of a regular file, device numbers, or the place of a link's target in `linkTargets`.
    var payloads = NumberColumn()
    var details = DetailColumns()
    /// Empty where contents were not read.
    var hashes: [UInt64] = []
    var linkTargets: [UInt8] = []
    /// By node, ascending.
    var hardLinks: [HardLink] = []
    /// By node, ascending.
    var superseded: [Superseded] = []

    var count: Int { marks.count }

    // What is asked for every path of an image is inlined: to call it would hand over a copy of all columns, and count a
    // reference to each. What looks into a column of numbers still does.

    @inline(__always)
    func entry(at index: Int) -> Entry {
        let details = details[index]
        let kind = marks[index].contains(.entry) ? marks[index].kind : .directory
        let isDevice = kind == .characterDevice || kind == .blockDevice
        return Entry(
            kind: kind, mode: details.mode, userID: details.userID, groupID: details.groupID, size: size(at: index),
            modified: details.modified, linkTarget: linkTarget(at: index),
            deviceMajor: isDevice ? UInt32(truncatingIfNeeded: payloads[index] >> 32) : 0,
            deviceMinor: isDevice ? UInt32(truncatingIfNeeded: payloads[index]) : 0,
            hasCapabilities: details.hasCapabilities, contentHash: hash(at: index), ordinal: Int(details.ordinal))
    }

    /// Bytes that the node's own contents take: those of a regular file.
    @inline(__always)
    func size(at index: Int) -> Int64 {
        marks[index].contains(.entry) && marks[index].kind == .regularFile ? payloads[index] : 0
    }

    @inline(__always)
    func hash(at index: Int) -> UInt64? {
        marks[index].contains(.hashed) && index < hashes.count ? hashes[index] : nil
    }

    @inline(__always)
    func linkTarget(at index: Int) -> [UInt8] {
        guard marks[index].contains(.entry) else { return [] }
        guard marks[index].kind == .symbolicLink || marks[index].kind == .hardLink else { return [] }
        let start = Int(payloads[index] >> 20)
        return Array(linkTargets[start..<start + Int(payloads[index] & 0xFFFFF)])
    }

    /// Keeps the target of a link and gives the payload that finds it again.
    mutating func store(linkTarget: [UInt8]) -> Int64 {
        let start = Int64(linkTargets.count)
        linkTargets.append(contentsOf: linkTarget)
        return start << 20 | Int64(linkTarget.count)
    }

    /// The node in this layer whose contents a hard link shares; nil where they lie below.
    @inline(__always)
    func target(ofHardLink index: Int) -> Int? {
        let place = hardLinks.firstIndex(notBefore: index) { Int($0.node) }
        guard place < hardLinks.count, hardLinks[place].node == index, !hardLinks[place].isOpen else { return nil }
        return Int(hardLinks[place].end)
    }

    mutating func trim() {
        marks = marks.trimmed()
        payloads.trim()
        details.trim()
        hashes = hashes.trimmed()
        linkTargets = linkTargets.trimmed()
        hardLinks = hardLinks.trimmed()
        superseded = superseded.trimmed()
    }

    var memory: Int {
        marks.capacity + payloads.memory + details.memory
            + hashes.capacity * 8 + linkTargets.capacity + hardLinks.capacity * MemoryLayout<HardLink>.stride
            + superseded.capacity * MemoryLayout<Superseded>.stride
    }
}
