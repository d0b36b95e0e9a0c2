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

    /// Takes in `count` zeros, as a hole of a sparse file reads.
    mutating func updateZeros(count: Int64) {
        let zeros = [UInt8](repeating: 0, count: Int(min(count, 64 << 10)))
        var left = count
        while left > 0 {
            let part = Int(min(left, Int64(zeros.count)))
            zeros.withUnsafeBytes { update(UnsafeRawBufferPointer(rebasing: $0[..<part])) }
            left -= Int64(part)
        }
    }

    /// The hash of all that was taken in.
    public func finish() -> UInt64 {
        guard let state else { return 0 }
        return XXH3_64bits_digest(state)
    }
}
