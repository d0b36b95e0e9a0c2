/// The places of entries in a layer's tar by node. Most tars list each path once and directories before what lies in
/// them: then nodes are numbered as the entries are, and a few runs say all.
struct OrdinalColumn: Sendable {
    /// Ordinals that go up with the nodes, one by one.
    private struct Run {
        let node: UInt32
        let ordinal: UInt32
    }

    /// By node, while the layer is read and where runs would take more.
    private var ordinals: [UInt32] = []
    private var runs: [Run] = []
    private var count = 0

    subscript(node: Int) -> UInt32 {
        @inline(__always) get {
            if runs.isEmpty { return ordinals[node] }
            let run = runs[runs.firstIndex(notBefore: node + 1) { Int($0.node) } - 1]
            return run.ordinal + UInt32(node) - run.node
        }
        set {
            unfold()
            ordinals[node] = newValue
        }
    }

    mutating func append(_ ordinal: UInt32) {
        unfold()
        ordinals.appendSparingly(ordinal)
        count += 1
    }

    /// Writes down runs instead, where these take less.
    mutating func trim() {
        unfold()
        var runs: [Run] = []
        for (node, ordinal) in ordinals.enumerated() {
            if node > 0, ordinal > 0, ordinals[node - 1] == ordinal - 1 { continue }
            runs.append(Run(node: UInt32(node), ordinal: ordinal))
            guard runs.count * 2 < ordinals.count else { return ordinals = ordinals.trimmed() }
        }
        (self.runs, ordinals) = (runs.trimmed(), [])
    }

    private mutating func unfold() {
        if runs.isEmpty { return }
        ordinals = (0..<count).map { self[$0] }
        runs = []
    }

    var memory: Int { ordinals.capacity * 4 + runs.capacity * MemoryLayout<Run>.stride }
}
