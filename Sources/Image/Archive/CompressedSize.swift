/// How many bytes something is when it is compressed, and how well that is known.
public struct CompressedSize: Sendable, Hashable {
    /// How it is known.
    public enum Basis: String, Sendable, CaseIterable {
        /// The bytes lie in the archive so.
        case stored
        /// Some of the bytes were compressed.
        case sampled
        /// All of the bytes were compressed.
        case compressed
    }

    /// The bytes, or the best estimate.
    public let bytes: Int64
    /// How far off the estimate may be, in bytes either way, in 95 of 100 cases; 0 where all is known.
    public let error: Int64
    /// That part of `error` which all estimates share, so that it does not even out in a sum of them.
    public let sharedError: Int64
    /// How it is known.
    public let basis: Basis

    /// A size of its parts.
    public init(bytes: Int64, error: Int64 = 0, sharedError: Int64 = 0, basis: Basis) {
        (self.bytes, self.error, self.sharedError, self.basis) = (bytes, error, sharedError, basis)
    }

    /// The sum of sizes, known no better than the worst of them.
    ///
    /// What is drawn by chance for one size is independent of what is drawn for another: those errors add as squares, and
    /// only the shared ones add as they are.
    public static func sum(of sizes: [CompressedSize]) -> CompressedSize {
        let bytes = sizes.reduce(Int64(0)) { $0 > .max - $1.bytes ? .max : $0 + $1.bytes }
        let shared = sizes.reduce(0.0) { $0 + Double($1.sharedError) }
        let squares = sizes.reduce(0.0) { sum, size in
            let drawn = Double(size.error - size.sharedError)
            return sum + drawn * drawn
        }
        let bases = sizes.map(\.basis)
        let basis: Basis = bases.contains(.sampled) ? .sampled : bases.contains(.compressed) ? .compressed : .stored
        return CompressedSize(
            bytes: bytes, error: Int64(min(shared + squares.squareRoot(), 9e18)), sharedError: Int64(min(shared, 9e18)),
            basis: basis)
    }
}
