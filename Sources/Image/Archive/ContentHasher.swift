import CXXHash

/// XXH3 with 64 bits, to tell equal contents. Not meant against an adversary: digests are for that.
public struct ContentHasher: ~Copyable {
    /// What was taken in so far; nil for nothing, and for all at once.
    private var state: OpaquePointer?
    /// How many bytes the contents have.
    private let size: Int64?
    /// The hash of contents that came in one piece.
    private var whole: UInt64?

    /// A hasher that has seen nothing.
    ///
    /// - Parameter size: How many bytes are to come, where that is known: if they come in one piece, which most files do,
    ///   they are hashed as they lie there.
    public init(size: Int64? = nil) {
        self.size = size
    }

    deinit {
        if let state { XXH3_freeState(state) }
    }

    /// Takes in bytes.
    public mutating func update(_ bytes: UnsafeRawBufferPointer) {
        guard let start = bytes.baseAddress, !bytes.isEmpty else { return }
        if state == nil, Int64(bytes.count) == size {
            whole = XXH3_64bits(start, bytes.count)
            return
        }
        if state == nil {
            state = XXH3_createState()
            if let state { XXH3_64bits_reset(state) }
        }
        if let state { XXH3_64bits_update(state, start, bytes.count) }
    }

    /// The hash of all that was taken in.
    public func finish() -> UInt64 {
        if let whole { return whole }
        return state.map { XXH3_64bits_digest($0) } ?? XXH3_64bits(nil, 0)
    }
}

extension ContentHasher {
    /// XXH3 with 128 bits of bytes in memory, to tell damaged ones: 16 bytes, the first the highest.
    public static func checksum(of bytes: UnsafeRawBufferPointer) -> [UInt8] {
        var canonical = XXH128_canonical_t()
        XXH128_canonicalFromHash(&canonical, XXH3_128bits(bytes.baseAddress, bytes.count))
        return withUnsafeBytes(of: canonical) { Array($0) }
    }
}
