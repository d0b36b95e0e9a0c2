// Text on its way to a person: how wide it is, and how it is made safe to show. Read `Printable` first, then `TextWidth`.

/// Makes text from outside safe to show: nothing in it can move the cursor, hide, or reorder what stands on the screen.
public enum Printable {
    /// The bytes as text in which everything that is not plainly visible is written out.
    ///
    /// Control characters (C0, DEL, C1) become `\n`, `\t`, `\r` or `\x1b`; bidirectional controls, zero-width and other
    /// invisible characters, private and unassigned ones become `\u{202e}`; bytes that are no UTF-8 become `\xff`. A
    /// backslash stays as it is, so that names read naturally.
    public static func escape(_ bytes: some Sequence<UInt8>) -> String {
        let plain = bytes.withContiguousStorageIfAvailable { $0.isPlain ? String(decoding: $0, as: UTF8.self) : nil }
        if let plain, let plain { return plain }
        var result = ""
        var decoder = UTF8Decoder(bytes)
        while let unit = decoder.next() {
            switch unit {
            case .scalar(let scalar): append(scalar, to: &result)
            case .invalid(let byte): result += "\\x" + hexadecimal(byte)
            }
        }
        return result
    }

    /// The text with everything that is not plainly visible written out.
    public static func escape(_ text: some StringProtocol) -> String {
        escape(text.utf8)
    }

    /// A line of a document with everything that is not plainly visible written out but tabs, which become four spaces.
    public static func escapeLine(_ line: some StringProtocol) -> String {
        escape(line.split(separator: "\t", omittingEmptySubsequences: false).joined(separator: "    "))
    }

    /// The text with everything that is not plainly visible written out but line breaks and tabs: for a document, whose lines a
    /// terminal may show.
    public static func escapeLines(_ text: some StringProtocol) -> String {
        text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { line in
            line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false).map { escape($0) }
                .joined(separator: "\t")
        }.joined(separator: "\n")
    }

    private static func append(_ scalar: Unicode.Scalar, to result: inout String) {
        switch scalar.value {
        case 0x20..<0x7f: result.unicodeScalars.append(scalar)
        case 0x09: result += "\\t"
        case 0x0a: result += "\\n"
        case 0x0d: result += "\\r"
        case 0..<0x20, 0x7f..<0xa0: result += "\\x" + hexadecimal(UInt8(scalar.value))
        // The joiner and variation selector 16 are what emoji are made of; where they follow nothing that they could
        // change they are written out.
        case 0x200d, 0xfe0f:
            if result.unicodeScalars.last?.properties.isEmoji == true || endsInSelector(result) {
                result.unicodeScalars.append(scalar)
            } else {
                result += escaped(scalar)
            }
        default:
            if isVisible(scalar), !(isMark(scalar) && result.isEmpty) {
                result.unicodeScalars.append(scalar)
            } else {
                result += escaped(scalar)
            }
        }
    }

    private static func endsInSelector(_ text: String) -> Bool {
        text.unicodeScalars.last == "\u{fe0f}"
    }

    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        [.nonspacingMark, .enclosingMark].contains(scalar.properties.generalCategory)
    }

    /// Whether a scalar shows as what it is: neither a control character, nor one that hides, reorders, or is private or not
    /// assigned.
    public static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.properties.isDefaultIgnorableCodePoint { return false }
        return switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned: false
        default: true
        }
    }

    private static func escaped(_ scalar: Unicode.Scalar) -> String {
        "\\u{" + String(scalar.value, radix: 16) + "}"
    }

    private static func hexadecimal(_ byte: UInt8) -> String {
        (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
}

extension Sequence<UInt8> {
    /// Whether the bytes are ASCII that shows, each a column wide, and lie in one piece: nearly all text is so, and then
    /// nothing else of it has to be asked.
    var isPlain: Bool {
        withContiguousStorageIfAvailable { bytes in bytes.allSatisfy { $0 >= 0x20 && $0 < 0x7f } } ?? false
    }
}

/// Reads UTF-8 and gives each byte that is part of no character on its own.
private struct UTF8Decoder {
    enum Unit {
        case scalar(Unicode.Scalar)
        case invalid(UInt8)
    }

    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: some Sequence<UInt8>) {
        self.bytes = Array(bytes)
    }

    mutating func next() -> Unit? {
        guard position < bytes.count else { return nil }
        let first = bytes[position]
        if let (scalar, length) = character(after: first) {
            position += length
            return .scalar(scalar)
        }
        position += 1
        return .invalid(first)
    }

    private func character(after first: UInt8) -> (Unicode.Scalar, Int)? {
        let (length, bits, smallest): (Int, UInt32, UInt32)
        switch first {
        case 0..<0x80: (length, bits, smallest) = (1, UInt32(first), 0)
        case 0xc2..<0xe0: (length, bits, smallest) = (2, UInt32(first & 0x1f), 0x80)
        case 0xe0..<0xf0: (length, bits, smallest) = (3, UInt32(first & 0x0f), 0x800)
        case 0xf0..<0xf5: (length, bits, smallest) = (4, UInt32(first & 0x07), 0x10000)
        default: return nil
        }
        guard position + length <= bytes.count else { return nil }
        var value = bits
        for byte in bytes[position + 1..<position + length] {
            guard byte & 0xc0 == 0x80 else { return nil }
            value = value << 6 | UInt32(byte & 0x3f)
        }
        guard value >= smallest, let scalar = Unicode.Scalar(value) else { return nil }
        return (scalar, length)
    }
}
