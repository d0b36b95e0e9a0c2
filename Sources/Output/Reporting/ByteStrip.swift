import FileTree
import ImageAnalysis

/// Where the bytes of an image are, now and when the advice is followed: segments that add up.
public struct ByteStrip: Sendable, Hashable {
    /// Bytes of one kind.
    public struct Segment: Sendable, Hashable {
        /// Whose bytes they are.
        public enum Kind: Sendable, Hashable {
            /// The base image.
            case base
            /// A layer of one's own, from 1.
            case layer(Int)
            /// Own layers, where they are not told apart.
            case own
            /// What own layers store and later ones hide.
            case hidden
        }

        /// Whose they are.
        public var kind: Kind
        /// How many.
        public var bytes: Int64
    }

    /// From left to right, none without bytes.
    public let segments: [Segment]

    /// All of them.
    public var bytes: Int64 { bytes { _ in true } }

    private init(_ segments: [Segment]) {
        self.segments = segments.filter { $0.bytes > 0 }
    }

    /// What the layers store: the base image, each layer above it, and what of these is hidden.
    ///
    /// - Parameters:
    ///   - sizes: The bytes of each layer, the first being layer 1.
    ///   - baseCount: How many of them are the base image's.
    ///   - hidden: Bytes of each layer above the base that no container sees.
    public init(layers sizes: [Int64], baseCount: Int, hidden: [Int: Int64]) {
        let base = sizes.prefix(baseCount).reduce(Int64(0)) { $0.addingSaturated($1) }
        let own = sizes.indices.dropFirst(baseCount).map { index in
            Segment(kind: .layer(index + 1), bytes: max(0, sizes[index] - (hidden[index + 1] ?? 0)))
        }
        let all = hidden.values.reduce(Int64(0)) { $0.addingSaturated($1) }
        self.init([Segment(kind: .base, bytes: base)] + own + [Segment(kind: .hidden, bytes: all)])
    }

    /// What is left of this when the advice is followed.
    public func possible(by advice: Advice) -> ByteStrip {
        let saved = advice.remedies.first { $0.id == "slim-base" }?.savedBytes ?? 0
        let base = max(0, bytes { $0 == .base } - saved)
        let own = max(0, advice.after.bytes - base)
        return ByteStrip([Segment(kind: .base, bytes: base), Segment(kind: .own, bytes: own)])
    }

    /// The bytes of some kinds.
    public func bytes(where isMeant: (Segment.Kind) -> Bool) -> Int64 {
        segments.filter { isMeant($0.kind) }.reduce(0) { $0.addingSaturated($1.bytes) }
    }

    /// What each of the three sorts of bytes is called, and whether a kind is of it.
    public static let sorts: [(name: String, kind: Segment.Kind, isMeant: @Sendable (Segment.Kind) -> Bool)] = [
        ("base image", .base, { $0 == .base }),
        ("yours", .own, { $0 != .base && $0 != .hidden }),
        ("stored but hidden", .hidden, { $0 == .hidden }),
    ]
}

extension Advice {
    /// Bytes of each layer above the base image that no container sees.
    public var hiddenByLayer: [Int: Int64] {
        let hidden = remedies.first { $0.id == "hidden-bytes" }?.items ?? Finding.Items()
        return hidden.reduce(into: [:]) { $0[$1.entry.layer, default: 0].addSaturated($1.bytes) }
    }
}
