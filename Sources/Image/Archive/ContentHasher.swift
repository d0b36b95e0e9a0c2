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
