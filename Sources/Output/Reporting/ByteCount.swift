import ImageAnalysis

/// A number of bytes as people read it: findings write it too, so it lives with them.
public typealias ByteCount = ImageAnalysis.ByteCount

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
