/// Base64 in both alphabets (RFC 4648, sections 4 and 5), and how a text looks in it.
enum Base64 {
    /// The bytes that a run of base64 stands for, as far as it is whole; padding may be missing.
    static func decode(_ text: some Sequence<UInt8>) -> [UInt8] {
        var bytes: [UInt8] = []
        var pool: UInt32 = 0
        var count: UInt32 = 0
        for byte in text {
            guard let value = value(of: byte) else {
                if byte == 0x3d { break }
                continue
            }
            pool = pool << 6 | value
            count += 6
            if count >= 8 {
                count -= 8
                bytes.append(UInt8(truncatingIfNeeded: pool >> count))
                pool &= (1 << count) - 1
            }
        }
        return bytes
    }

    /// The bytes of base64 that is whole: of the first alphabet, in groups of four with their padding, white space apart
    /// (RFC 4648, sections 3.2 and 3.3); nil for all else.
    static func decodeStrictly(_ text: some Collection<UInt8>) -> [UInt8]? {
        let characters = text.filter { !ByteSet.whiteSpace.contains($0) }
        let body = characters.prefix { $0 != 0x3d }
        let padding = characters.count - body.count
        guard !body.isEmpty, characters.count % 4 == 0, padding <= 2, body.allSatisfy(ByteSet.base64.contains),
            characters.suffix(padding).allSatisfy({ $0 == 0x3d })
        else { return nil }
        return decode(body)
    }

    /// How a text looks inside of base64: one form for each of the three places in which it may begin in a group.
    struct Form: Sendable, Hashable {
        /// The characters that the text alone determines.
        var characters: [UInt8]
        /// How many characters of its group of four stand before them.
        var lead: Int
    }

    /// The forms of a text, those that are too short to look for left out.
    static func forms(of text: String) -> [Form] {
        (0..<3).compactMap { shift in
            let encoded = encode([UInt8](repeating: 0, count: shift) + Array(text.utf8))
            let first = (8 * shift + 5) / 6
            let last = min(8 * (shift + text.utf8.count) / 6, first + 12)
            guard last - first >= 4 else { return nil }
            return Form(characters: Array(encoded[first..<last]), lead: first)
        }
    }

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    /// Base64 without padding.
    static func encode(_ bytes: [UInt8]) -> [UInt8] {
        var text: [UInt8] = []
        var pool: UInt32 = 0
        var count: UInt32 = 0
        for byte in bytes {
            pool = (pool << 8 | UInt32(byte)) & 0xffff
            count += 8
            while count >= 6 {
                count -= 6
                text.append(alphabet[Int(pool >> count & 63)])
            }
        }
        if count > 0 { text.append(alphabet[Int(pool << (6 - count) & 63)]) }
        return text
    }

    private static func value(of byte: UInt8) -> UInt32? {
        let value = values[Int(byte)]
        return value < 64 ? UInt32(value) : nil
    }

    /// What each character stands for, in either alphabet; 64 for all others.
    private static let values: [UInt8] = {
        var values = [UInt8](repeating: 64, count: 256)
        for (value, character) in alphabet.enumerated() { values[Int(character)] = UInt8(value) }
        values[0x2d] = 62
        values[0x5f] = 63
        return values
    }()
}
