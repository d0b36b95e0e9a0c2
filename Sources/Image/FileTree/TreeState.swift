import Archive

/// What the tree shows after some layers, by path. Layers are applied from the base upwards; what they hide is noted
/// by layer number and inherited by the paths below only when somebody asks (`settle`), so that a layer that removes a
/// large directory costs one step.
struct TreeState {
    /// 32 bytes, so that a layer touches one cache line for each of its paths.
    struct Row {
        /// Bytes of the entry's own contents.
        var size: Int64 = 0
        /// The entry that describes the path; layer 0 for none: an implied directory.
        var layer: UInt32 = 0
        var index: UInt32 = 0
        /// The last layer that has the path, explicitly or implied.
        var lastLayer: UInt32 = 0
        /// What layers below this one put here is hidden.
        var hides: UInt32 = 0
        /// What layers below this one put below this path is hidden.
        var hidesBelow: UInt32 = 0
        var kind = EntryKind.directory.rawValue

        /// Whether the path is in the tree, once `hides` is settled.
        var isPresent: Bool { lastLayer != 0 && lastLayer >= hides }
        /// Whether the entry still describes the path.
        var hasEntry: Bool { layer != 0 && layer >= hides }

        /// Takes over what the directory hides of all that lies in it.
        mutating func inherit(_ hidden: UInt32) {
            if hides < hidden { hides = hidden }
            if hidesBelow < hides { hidesBelow = hides }
        }
    }

    var rows: [Row]

    init(pathCount: Int) {
        rows = Array(repeating: Row(), count: pathCount)
        rows[0].lastLayer = .max
    }

    mutating func apply(_ layer: LayerStack.Layer, number: UInt32) {
        let directory = EntryKind.directory.rawValue
        let paths = layer.paths
        rows.withUnsafeMutableBufferPointer { rows in
            for (node, marks) in layer.columns.marks.enumerated() {
                let path = Int(paths[node])
                if marks.contains(.whiteout) { rows[path].hides = number }
                if marks.contains(.opaque) { rows[path].hidesBelow = number }
                if marks.contains(.entry) {
                    let kind = marks.kind
                    rows[path].layer = number
                    rows[path].index = UInt32(node)
                    rows[path].kind = kind.rawValue
                    rows[path].size = kind == .regularFile ? layer.columns.payloads[node] : 0
                    if kind != .directory { rows[path].hidesBelow = number }
                } else if marks.contains(.directory) {
                    if rows[path].kind != directory { rows[path].layer = 0 }
                    rows[path].kind = directory
                    if rows[path].layer == 0 { rows[path].size = 0 }
                } else {
                    continue
                }
                if node != 0 { rows[path].lastLayer = number }
            }
        }
    }

    /// Hands what directories hide down to the paths below, and passes each path's row on as soon as it is settled: at a
    /// million paths a pass of its own costs as much as all that is done in it. Layers can be applied after it: hiding is
    /// for good.
    mutating func settle(parents: [UInt32], _ body: (Int, Row) -> Void) {
        rows.withUnsafeMutableBufferPointer { rows in
            parents.withUnsafeBufferPointer { parents in
                if let root = rows.first { body(0, root) }
                for path in 1..<max(1, rows.count) {
                    rows[path].inherit(rows[Int(parents[path])].hidesBelow)
                    body(path, rows[path])
                }
            }
        }
    }

    /// Settles one path whose directory is settled.
    mutating func settle(_ path: Int, parents: [UInt32]) -> Row {
        if path > 0 { rows[path].inherit(rows[Int(parents[path])].hidesBelow) }
        return rows[path]
    }

    /// The entry that describes one path, without settling all.
    func entry(of path: PathID, parents: [UInt32]) -> EntryReference? {
        var row = rows[path.index]
        var ancestor = path.number
        while ancestor != 0 {
            ancestor = parents[Int(ancestor)]
            row.hides = max(row.hides, rows[Int(ancestor)].hidesBelow, rows[Int(ancestor)].hides)
        }
        guard row.isPresent, row.hasEntry else { return nil }
        return EntryReference(layer: Int(row.layer), index: Int(row.index))
    }

    /// What shows at each path, settled.
    mutating func settledEntries(parents: [UInt32]) -> [ShownEntry] {
        [ShownEntry](unsafeUninitializedCapacity: rows.count) { entries, count in
            count = rows.count
            settle(parents: parents) { entries.initializeElement(at: $0, to: $1.shown) }
        }
    }
}

extension TreeState.Row {
    /// Nothing, an implied directory, or an entry; once `hides` is settled.
    var shown: ShownEntry {
        guard isPresent else { return .nothing }
        return hasEntry ? ShownEntry(layer: layer, index: index) : .implied
    }
}

/// What shows at a path, in 8 bytes.
struct ShownEntry: Hashable, Sendable {
    let raw: UInt64

    static let nothing = ShownEntry(raw: 0)
    /// A directory that no entry describes: it is only there because something lies in it.
    static let implied = ShownEntry(raw: .max)

    init(layer: UInt32, index: UInt32) {
        raw = UInt64(layer) << 32 | UInt64(index)
    }

    private init(raw: UInt64) {
        self.raw = raw
    }

    init(_ reference: EntryReference) {
        self.init(layer: UInt32(clamping: reference.layer), index: UInt32(clamping: reference.index))
    }

    var isPresent: Bool { self != .nothing }
    /// Of an entry, its layer.
    var layer: UInt32 { UInt32(truncatingIfNeeded: raw >> 32) }
    /// Of an entry, its place in the arena of the layer.
    var index: UInt32 { UInt32(truncatingIfNeeded: raw) }

    var reference: EntryReference? {
        if self == .nothing || self == .implied { return nil }
        return EntryReference(layer: Int(layer), index: Int(index))
    }
}
