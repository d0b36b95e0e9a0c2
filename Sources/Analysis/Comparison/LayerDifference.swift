import Evidence
import FileTree
import ImageStore

/// A layer of either of two images that are compared, or one of each that are the same but for their form.
public struct LayerDifference: Sendable, Hashable {
    /// How the two stand to one another.
    public enum Standing: String, Sendable, Hashable, CaseIterable {
        /// Both have the same blob.
        case shared
        /// The same layer, compressed otherwise.
        case compression
        /// The same entries in another order, or written otherwise.
        case order
        /// Only the first image has it.
        case onlyInA = "only-in-a"
        /// Only the second image has it.
        case onlyInB = "only-in-b"
    }

    /// A layer in one of the images.
    public struct Side: Sendable, Hashable {
        /// Its number, from 1.
        public let index: Int
        /// The sum of its regular files' sizes, in bytes.
        public let size: Int64
        /// The bytes of its blob as it is pushed, each blob of an image once; as stored where nothing had to be measured.
        public let compressed: Int64
        /// What made it, readable; empty where nothing says it.
        public let text: String
    }

    /// How the two stand to one another.
    public let standing: Standing
    /// The layer of the first image; nil for none.
    public let a: Side?
    /// The layer of the second image; nil for none.
    public let b: Side?
}

/// Which layers two images share, and which are each one's own.
struct LayerComparison {
    private struct Pair {
        let standing: LayerDifference.Standing
        let a: LayerBlob?
        let b: LayerBlob?
    }

    private let pairs: [Pair]

    init(_ a: ComparedImage, _ b: ComparedImage) {
        let partners = LayerComparison.partners(a, b)
        let (blobsA, blobsB) = (a.blobs, b.blobs)
        let taken = Set(partners.values.map(\.blob.index))
        var pairs: [Pair] = []
        var rest = blobsB[...]
        for blob in blobsA {
            guard let partner = partners[blob.index] else {
                pairs.append(Pair(standing: .onlyInA, a: blob, b: nil))
                continue
            }
            // What only the second has below the partner comes before it.
            while let next = rest.first, next.index < partner.blob.index {
                if !taken.contains(next.index) { pairs.append(Pair(standing: .onlyInB, a: nil, b: next)) }
                rest.removeFirst()
            }
            pairs.append(Pair(standing: partner.standing, a: blob, b: partner.blob))
        }
        for blob in rest where !taken.contains(blob.index) {
            pairs.append(Pair(standing: .onlyInB, a: nil, b: blob))
        }
        self.pairs = pairs
    }

    /// The numbers of pairs of layers that hold the same, however they are stored.
    var shared: [(a: Int, b: Int)] {
        pairs.compactMap { pair in
            guard let a = pair.a, let b = pair.b else { return nil }
            return pair.standing == .shared ? (a.index, b.index) : nil
        }
    }

    /// The layers with what they take.
    func differences(_ a: ComparedImage, _ b: ComparedImage, compressed: (a: [Int: Int64], b: [Int: Int64]))
        -> [LayerDifference]
    {
        pairs.map { pair in
            LayerDifference(
                standing: pair.standing, a: pair.a.map { LayerComparison.side($0, a, compressed.a) },
                b: pair.b.map { LayerComparison.side($0, b, compressed.b) })
        }
    }

    private static func side(
        _ blob: LayerBlob, _ image: ComparedImage, _ compressed: [Int: Int64]
    ) -> LayerDifference.Side {
        LayerDifference.Side(
            index: blob.index, size: image.image.stack.totals(of: blob.index)?.size ?? 0,
            compressed: compressed[blob.index] ?? max(0, blob.blobSize),
            text: image.image.attribution(ofLayer: blob.index)?.text ?? "")
    }

    private typealias Partner = (blob: LayerBlob, standing: LayerDifference.Standing)

    /// What each layer of the first image is in the second: first those of the same contents, then, of the rest, those of
    /// the same entries.
    private static func partners(_ a: ComparedImage, _ b: ComparedImage) -> [Int: Partner] {
        var partners: [Int: Partner] = [:]
        var free = Dictionary(grouping: b.blobs) { $0.diffID ?? $0.digest }
        for blob in a.blobs {
            let key = blob.diffID ?? blob.digest
            guard let place = free[key]?.firstIndex(where: { $0.isSameLayer(as: blob) }),
                let partner = free[key]?.remove(at: place)
            else { continue }
            partners[blob.index] = (partner, isStoredAlike(blob, partner) ? .shared : .compression)
        }
        var rest = free.values.flatMap(\.self).sorted { $0.index < $1.index }
        for blob in a.blobs where partners[blob.index] == nil {
            let place = rest.firstIndex { other in
                a.image.stack.hasSameEntries(
                    blob.index, as: ReadLayer(stack: b.image.stack, layer: other.index))
            }
            if let place { partners[blob.index] = (rest.remove(at: place), .order) }
        }
        return partners
    }

    /// Where one of the digests is not known, the compression tells.
    private static func isStoredAlike(_ one: LayerBlob, _ other: LayerBlob) -> Bool {
        if let digest = one.blobDigest, let otherDigest = other.blobDigest { return digest == otherDigest }
        return one.compression == other.compression && one.blobSize == other.blobSize
    }
}
