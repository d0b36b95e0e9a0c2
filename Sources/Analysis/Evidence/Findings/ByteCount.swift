/// A number of bytes as people read it: `12.3 MB`, in powers of 1000 as docker has it.
public struct ByteCount: Hashable, Sendable, CustomStringConvertible {
    /// The number of bytes; negative for a difference.
    public let bytes: Int64

    /// A count of `bytes`.
    public init(_ bytes: Int64) {
        self.bytes = bytes
    }

    /// The count with one decimal and its unit; below 1000, bytes without a decimal.
    public var description: String {
        let magnitude = bytes.magnitude
        guard magnitude >= 1000 else { return "\(bytes) B" }
        var divisor: UInt64 = 1000
        var unit = 0
        // Tenths, rounded, decide: 999,950 bytes are 1.0 MB, not 1000.0 kB.
        while unit < ByteCount.units.count - 1, tenths(magnitude, divisor) >= 10_000 {
            divisor *= 1000
            unit += 1
        }
        let value = tenths(magnitude, divisor)
        return "\(bytes < 0 ? "-" : "")\(value / 10).\(value % 10) \(ByteCount.units[unit])"
    }

    private func tenths(_ magnitude: UInt64, _ divisor: UInt64) -> UInt64 {
        let unit = divisor / 10
        return magnitude / unit + (magnitude % unit * 2 >= unit ? 1 : 0)
    }

    private static let units = ["kB", "MB", "GB", "TB", "PB", "EB"]
}
