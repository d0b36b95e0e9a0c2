import CXXHash

/// XXH3 with 64 bits, to tell equal contents. Not meant against an adversary: digests are for that.
public struct ContentHasher: ~Copyable {
    private let state: OpaquePointer?

    /// A hasher that has seen nothing.
    public init() {
        state = XXH3_createState()
        if let state { XXH3_64bits_reset(state) }
    }

    deinit {
        if let state { XXH3_freeState(state) }
    }

    /// Takes in bytes.
    public mutating func update(_ bytes: UnsafeRawBufferPointer) {
        guard let state, let start = bytes.baseAddress else { return }
        XXH3_64bits_update(state, start, bytes.count)
    }

    /// The hash of all that was taken in.
    public func finish() -> UInt64 {
        guard let state else { return 0 }
        return XXH3_64bits_digest(state)
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
