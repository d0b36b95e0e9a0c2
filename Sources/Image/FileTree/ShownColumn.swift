/// What shows at each path: six bytes each as long as there are fewer than 65,536 layers.
struct ShownColumn: Sendable {
    /// The node of the entry; where there is no layer, whether the path is an implied directory.
    private var nodes: [UInt32]
    private var layers: ShortColumn

    private static let implied: UInt32 = 1

    init(_ entries: [ShownEntry] = []) {
        (nodes, layers) = (Array(repeating: 0, count: entries.count), ShortColumn(zeros: entries.count))
        for (path, entry) in entries.enumerated() where entry != .nothing { self[path] = entry }
    }

    var count: Int { nodes.count }

    subscript(path: Int) -> ShownEntry {
        get {
            let layer = layers[path]
            if layer == 0 { return nodes[path] == ShownColumn.implied ? .implied : .nothing }
            return ShownEntry(layer: layer, index: nodes[path])
        }
        set {
            if newValue == .nothing || newValue == .implied {
                (layers[path], nodes[path]) = (0, newValue == .implied ? ShownColumn.implied : 0)
            } else {
                (layers[path], nodes[path]) = (newValue.layer, newValue.index)
            }
        }
    }
}
