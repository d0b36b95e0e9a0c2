/// Which characters a name is made of, letters in either case alike: tells of most names that a text is not in them, and of a
/// single letter in which it is, without a look at the names.
struct LetterSet: OptionSet, Sendable {
    let rawValue: UInt32

    init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    init(_ bytes: some Sequence<UInt8>) {
        var set: UInt32 = 0
        for byte in bytes { set |= 1 << LetterSet.place(of: byte.asciiLowercased) }
        rawValue = set
    }

    /// Whether a text is in every name that has its characters: it is one, and has a place of its own.
    static func tellsAll(of text: [UInt8]) -> Bool {
        guard text.count == 1, let byte = text.first?.asciiLowercased else { return false }
        return (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || ".-_".utf8.contains(byte)
    }

    private static func place(of byte: UInt8) -> UInt32 {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(byte - UInt8(ascii: "a"))
        case UInt8(ascii: "0")...UInt8(ascii: "9"): 26
        case UInt8(ascii: "."): 27
        case UInt8(ascii: "-"): 28
        case UInt8(ascii: "_"): 29
        case 0x80...: 30
        default: 31
        }
    }
}
