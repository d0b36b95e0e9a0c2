/// A number of bytes as people read it: `12.3 MB`, in powers of 1000 as docker has it.
public struct ByteCount: Hashable, Sendable, CustomStringConvertible {
    /// The number of bytes; negative for a difference.
    public let bytes: Int64

    /// A count of `bytes`.
    public init(_ bytes: Int64) {
        self.bytes = bytes
    }

    /// What a unit is worth.
    public enum Units: String, Sendable, Hashable, CaseIterable {
        /// Powers of 1000, as docker and disks count: kB, MB.
        case si
        /// Powers of 1024, as memory is counted: KiB, MiB.
        case binary

        fileprivate var base: UInt64 { self == .si ? 1000 : 1024 }
        fileprivate var names: [String] {
            self == .si ? ["kB", "MB", "GB", "TB", "PB", "EB"] : ["KiB", "MiB", "GiB", "TiB", "PiB", "EiB"]
        }
    }

    /// The count with one decimal and its unit; below 1000, bytes without a decimal.
    public var description: String { text(in: .si) }

    /// A difference with its sign: `+1.2 MB`, `-300 B`, `0 B`.
    public var signed: String { (bytes > 0 ? "+" : "") + description }

    /// The count with one decimal and its unit, without one where it would have four digits before it; less than the first
    /// unit in bytes.
    public func text(in units: Units) -> String {
        let magnitude = bytes.magnitude
        guard magnitude >= units.base else { return "\(bytes) B" }
        var divisor = units.base
        var unit = 0
        // Tenths, rounded, decide: 999,950 bytes are 1.0 MB, not 1000.0 kB.
        while unit < units.names.count - 1, tenths(magnitude, divisor) >= units.base * 10 {
            divisor *= units.base
            unit += 1
        }
        let value = tenths(magnitude, divisor)
        let number = value < 10_000 ? "\(value / 10).\(value % 10)" : "\(value / 10)"
        return "\(bytes < 0 ? "-" : "")\(number) \(units.names[unit])"
    }

    private func tenths(_ magnitude: UInt64, _ divisor: UInt64) -> UInt64 {
        magnitude / divisor * 10 + (magnitude % divisor * 10 + divisor / 2) / divisor
    }
}

extension ByteCount {
    /// Reads a count as people write it: `10MB`, `1.5 GiB`, `20k`, `1,000,000`.
    ///
    /// A unit is one of k, M, G, T, P, E, in either case, with or without a B: powers of 1000, or of 1024 where an `i`
    /// follows. Parts of a byte are left out. Nil for anything else, and for what does not fit.
    public init?(parsing text: String) {
        let trimmed = text.utf8.filter { $0 != UInt8(ascii: ",") }
        let number = trimmed.prefix { (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") }
        let unit = trimmed.dropFirst(number.count).drop { $0 == UInt8(ascii: " ") }
        guard let value = Double(String(decoding: number, as: UTF8.self)), number.first != UInt8(ascii: "."),
            let factor = ByteCount.factor(of: String(decoding: unit, as: UTF8.self)),
            let bytes = Int64(exactly: (value * factor).rounded(.down))
        else { return nil }
        self.init(bytes)
    }

    /// How many bytes a unit is.
    private static func factor(of unit: String) -> Double? {
        var unit = Substring(unit.lowercased())
        if unit.last == "b" { unit.removeLast() }
        guard let prefix = unit.first else { return 1 }
        let base: Double
        switch unit.dropFirst() {
        case "": base = 1000
        case "i": base = 1024
        default: return nil
        }
        guard let power = ["k", "m", "g", "t", "p", "e"].firstIndex(of: String(prefix)) else { return nil }
        return (0...power).reduce(1) { product, _ in product * base }
    }
}
