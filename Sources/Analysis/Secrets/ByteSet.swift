/// A set of bytes, to tell what a token is made of.
struct ByteSet: Sendable, Hashable {
    private var bits: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

    /// The set of these ASCII characters.
    init(_ characters: String) {
        for byte in characters.utf8 { insert(byte) }
    }

    /// Whether the byte is in the set.
    func contains(_ byte: UInt8) -> Bool {
        let bit = UInt64(1) << UInt64(byte & 63)
        return switch byte >> 6 {
        case 0: bits.0 & bit != 0
        case 1: bits.1 & bit != 0
        case 2: bits.2 & bit != 0
        default: bits.3 & bit != 0
        }
    }

    /// The set with more characters.
    func with(_ characters: String) -> ByteSet {
        var copy = self
        for byte in characters.utf8 { copy.insert(byte) }
        return copy
    }

    private mutating func insert(_ byte: UInt8) {
        let bit = UInt64(1) << UInt64(byte & 63)
        switch byte >> 6 {
        case 0: bits.0 |= bit
        case 1: bits.1 |= bit
        case 2: bits.2 |= bit
        default: bits.3 |= bit
        }
    }

    static func == (left: ByteSet, right: ByteSet) -> Bool { left.bits == right.bits }

    func hash(into hasher: inout Hasher) {
        for part in [bits.0, bits.1, bits.2, bits.3] { hasher.combine(part) }
    }

    static let digits = ByteSet("0123456789")
    static let lowerHex = digits.with("abcdef")
    static let hex = lowerHex.with("ABCDEF")
    static let lower = ByteSet("abcdefghijklmnopqrstuvwxyz")
    static let upper = ByteSet("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    static let letter = lower.with("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    static let lowerAlphanumeric = digits.with("abcdefghijklmnopqrstuvwxyz")
    static let upperAlphanumeric = digits.with("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    static let base32 = ByteSet("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
    static let alphanumeric = lowerAlphanumeric.with("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    /// RFC 4648, section 5: what most tokens are made of.
    static let base64URL = alphanumeric.with("-_")
    static let base64 = alphanumeric.with("+/")
    static let base64Padded = base64.with("=")
    static let dotted = base64URL.with(".")
    static let space = ByteSet(" \t")
    static let whiteSpace = ByteSet(" \t\r\n")
    static let printable = ByteSet((0x20...0x7e).map { String(UnicodeScalar(UInt8($0))) }.joined()).with("\t\r\n")
}
