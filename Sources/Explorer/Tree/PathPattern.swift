/// Text that paths are searched or filtered by: a part of a name, case ignored; with a slash, a part of the path.
public struct PathPattern: Sendable, Hashable {
    /// What the user typed.
    public let text: String
    /// Whether paths that do not match are meant: the text began with `!`.
    public let isNegated: Bool
    private let needle: [UInt8]
    /// Whether whole paths are looked at, not names.
    let usesPath: Bool

    /// A pattern of what the user typed; nil for an empty one, or `!` alone.
    public init?(_ text: String, allowsNegation: Bool = true) {
        let isNegated = allowsNegation && text.hasPrefix("!")
        let wanted = Array((isNegated ? text.dropFirst() : text[...]).utf8)
        guard !wanted.isEmpty else { return nil }
        self.text = text
        self.isNegated = isNegated
        usesPath = wanted.contains(0x2f)
        needle = (wanted.first == 0x2f && wanted.count > 1 ? Array(wanted.dropFirst()) : wanted).map(Self.lowered)
        anchorsAtRoot = wanted.first == 0x2f && wanted.count > 1
    }

    /// Whether the text began with a slash: then the path has to begin with it.
    private let anchorsAtRoot: Bool

    /// Whether a name, or a path where the pattern has a slash, holds the text; negation is not looked at.
    func matches(_ bytes: [UInt8]) -> Bool {
        if anchorsAtRoot { return isHere(in: bytes, at: 0) }
        guard bytes.count >= needle.count else { return false }
        for start in 0...bytes.count - needle.count where isHere(in: bytes, at: start) { return true }
        return false
    }

    private func isHere(in bytes: [UInt8], at start: Int) -> Bool {
        guard start + needle.count <= bytes.count else { return false }
        for (offset, wanted) in needle.enumerated() where Self.lowered(bytes[start + offset]) != wanted { return false }
        return true
    }

    private static func lowered(_ byte: UInt8) -> UInt8 {
        (0x41...0x5a).contains(byte) ? byte + 0x20 : byte
    }
}
