/// Bytes as rows of hexadecimal digits and text, as `hexdump -C` shows them.
public enum HexDump {
    /// Bytes in one row.
    public static let bytesPerRow = 16

    /// One row: offset, up to 16 bytes in two groups, and their ASCII characters, a dot for the rest.
    ///
    ///     00000010  7f 45 4c 46 02 01 01 00  00 00 00 00 00 00 00 00  |.ELF............|
    public static func line(_ bytes: some Collection<UInt8>, offset: Int) -> String {
        var digits = ""
        var text = ""
        for (index, byte) in bytes.prefix(bytesPerRow).enumerated() {
            if index == bytesPerRow / 2 { digits += " " }
            digits += hexadecimal(UInt64(byte), digits: 2) + " "
            text.unicodeScalars.append((0x20..<0x7f).contains(byte) ? Unicode.Scalar(byte) : ".")
        }
        digits += String(repeating: " ", count: 3 * bytesPerRow + 1 - digits.count)
        return "\(hexadecimal(UInt64(max(0, offset)), digits: 8))  \(digits) |\(text)|"
    }

    /// All rows of the bytes.
    public static func lines(_ bytes: [UInt8]) -> [String] {
        stride(from: 0, to: bytes.count, by: bytesPerRow).map { start in
            line(bytes[start..<min(start + bytesPerRow, bytes.count)], offset: start)
        }
    }

    private static func hexadecimal(_ value: UInt64, digits: Int) -> String {
        let text = String(value, radix: 16)
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }
}
