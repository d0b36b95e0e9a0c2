/// What entries of a layer take from others of the same layer while it is read. Each path has one row of the arena for
/// it, which nobody finds by the path: so that its bytes have an entry of their own.
struct SupersededEntries {
    private var byNode: [UInt32: LayerColumns.Superseded] = [:]
    /// The row for it of each path, by the path's node.
    private var graves: [UInt32: UInt32] = [:]

    /// Whether the path has its row.
    func isKnown(_ node: UInt32) -> Bool { graves[node] != nil }

    /// An entry of the path was read again. Its row is the path's own where there are no bytes.
    mutating func add(_ node: UInt32, bytes: Int64) {
        let row = graves[node] ?? node
        byNode[row, default: .init(node: row)].entries += 1
        byNode[row]?.bytes.addSaturated(bytes)
    }

    /// A new node took the path of an old one, which is the row from now on.
    mutating func replace(_ old: UInt32, by new: UInt32) {
        graves[new] = graves.removeValue(forKey: old) ?? old
    }

    /// Contents that no path of the layer shows.
    mutating func bury(_ node: UInt32, bytes: Int64) {
        if bytes > 0 { byNode[node, default: .init(node: node)].bytes.addSaturated(bytes) }
    }

    /// All by node.
    var sorted: [LayerColumns.Superseded] { byNode.values.sorted { $0.node < $1.node } }
}
