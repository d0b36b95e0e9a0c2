import Evidence
import FileTree

/// What each entry takes of the blob that its layer is pushed as: the blob's bytes, handed out to all entries by what these
/// take in the tar. The shares of a layer add up to its blob.
struct BlobShares {
    /// By layer from 1, then by the index of the entry in its arena.
    private let shares: [Int: [Int64]]

    /// - Parameter bytes: The bytes of each layer's blob, by the layer's number.
    init(of stack: LayerStack, bytes: [Int: Int64]) {
        shares = bytes.reduce(into: [:]) { shares, layer in
            shares[layer.key] = BlobShares.shares(of: layer.key, in: stack, bytes: layer.value)
        }
    }

    /// The share of an entry, in bytes.
    func bytes(of entry: EntryReference) -> Int64 {
        guard let layer = shares[entry.layer], layer.indices.contains(entry.index) else { return 0 }
        return layer[entry.index]
    }

    private static func shares(of layer: Int, in stack: LayerStack, bytes: Int64) -> [Int64] {
        let entries = stack.entries(of: layer)
        let weights = entries.map { BlobShares.weight(of: stack.entry($0)) }
        let sum = weights.reduce(Int64(0)) { $0.addingSaturated($1) }
        let total = UInt64(max(1, sum))
        var shares = [Int64](repeating: 0, count: (entries.last?.index ?? -1) + 1)
        var (weight, given): (Int64, Int64) = (0, 0)
        for (entry, own) in zip(entries, weights) {
            weight = weight.addingSaturated(own)
            // What all up to here may have: so no byte is lost to rounding.
            let product = UInt64(max(0, bytes)).multipliedFullWidth(by: UInt64(weight))
            let due = Int64(clamping: total.dividingFullWidth(product).quotient)
            shares[entry.index] = due - given
            given = due
        }
        return shares
    }

    /// What an entry takes in a tar: a header, and its contents in whole blocks.
    static func weight(of entry: Entry) -> Int64 {
        let size = max(0, entry.size)
        return size.addingSaturated(512).addingSaturated((512 - size % 512) % 512)
    }
}
