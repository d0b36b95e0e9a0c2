/// Looks through bytes on their way to a terminal for what would act on it: control characters, and what reorders text.
struct ControlSearch {
    /// The last two bytes so far, since a character may lie in two pieces.
    private var before: (UInt8, UInt8) = (0, 0)

    /// Whether a control ends in these bytes, which follow those of the call before.
    mutating func finds(in bytes: UnsafeRawBufferPointer) -> Bool {
        for byte in bytes {
            if ControlSearch.isControl[Int(byte)] || endsControl(byte) { return true }
            before = (before.1, byte)
        }
        return false
    }

    /// In UTF-8: C1 controls, which terminals take for ESC and a letter, and the bidirectional ones (UAX #9).
    private func endsControl(_ byte: UInt8) -> Bool {
        switch before {
        case (_, 0xc2): (0x80...0x9f).contains(byte)
        case (0xe2, 0x80): (0xaa...0xae).contains(byte)
        case (0xe2, 0x81): (0xa6...0xa9).contains(byte)
        default: false
        }
    }

    /// For each byte whether it is a control that no text has.
    private static let isControl: [Bool] = (0..<256).map { byte in
        byte < 0x20 && ![0x08, 0x09, 0x0a, 0x0c, 0x0d].contains(byte) || byte == 0x7f
    }
}
