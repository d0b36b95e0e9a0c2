/// Hexadecimal digits (RFC 4648, section 8), two a byte, in either case.
enum Hexadecimal {
    /// The digits of bytes, in small letters.
    static func encode(_ bytes: some Sequence<UInt8>) -> [UInt8] {
        bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
    }

    /// The bytes that digits stand for; what is none counts as 0, and a digit without its second is left out.
    static func decode(_ text: ArraySlice<UInt8>) -> [UInt8] {
        stride(from: text.startIndex, to: text.endIndex - 1, by: 2).map { index in
            value(of: text[index]) << 4 | value(of: text[index + 1])
        }
    }

    private static let digits = Array("0123456789abcdef".utf8)

    private static func value(of digit: UInt8) -> UInt8 {
        UInt8(digits.firstIndex(of: digit.asciiLowercased) ?? 0)
    }
}
