import TerminalUI

/// What a terminal answers when it is asked what it is like, and what was typed meanwhile.
struct TerminalAnswers: Hashable {
    /// Its background; nil where it does not say.
    private(set) var background: Background?
    /// Whether an emoji of several joined ones takes two columns, as the canvas counts it.
    private(set) var joinsEmoji = false
    /// Whether the last answer is there, which every terminal gives: nothing comes after it.
    private(set) var isComplete = false
    /// The bytes that are no answer: keys.
    private(set) var typed: [UInt8] = []

    /// Emoji that some terminals draw as one of two columns and others as two of four.
    private static let joined = "\u{1f469}\u{200d}\u{1f680}"

    /// The questions: the background (OSC 11); the column after a joined emoji at the top left, which is wiped out again;
    /// what the terminal is, as a fence.
    static func questions(isUnicode: Bool) -> String {
        let column = "\u{1b}[H\(joined)\u{1b}[6n\u{1b}[H\u{1b}[K"
        return "\u{1b}]11;?\u{1b}\\" + (isUnicode ? column : "") + "\u{1b}[c"
    }

    /// Nothing is known.
    init() {}

    /// Reads the answers out of what came in.
    init(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while let first = rest.first {
            if let length = answer(at: rest) {
                rest = rest.dropFirst(length)
            } else {
                typed.append(first)
                rest = rest.dropFirst()
            }
        }
    }

    /// Takes the answer that the bytes begin with and gives its length; nil where they begin with none.
    private mutating func answer(at bytes: ArraySlice<UInt8>) -> Int? {
        if bytes.starts(with: Array("\u{1b}]".utf8)) { return systemCommand(bytes) }
        guard bytes.starts(with: Array("\u{1b}[".utf8)),
            let final = bytes.dropFirst(2).firstIndex(where: { 0x40...0x7e ~= $0 })
        else { return nil }
        let text = String(decoding: bytes[bytes.startIndex + 2..<final], as: UTF8.self)
        switch bytes[final] {
        case UInt8(ascii: "c") where text.hasPrefix("?"): isComplete = true
        case UInt8(ascii: "R") where text.hasPrefix("1;"): joinsEmoji = text == "1;3"
        default: return nil
        }
        return final + 1 - bytes.startIndex
    }

    /// `ESC ] 11 ; COLOUR`, ended by BEL or `ESC \`.
    private mutating func systemCommand(_ bytes: ArraySlice<UInt8>) -> Int? {
        guard let end = bytes.dropFirst(2).firstIndex(where: { $0 == 0x07 || $0 == 0x1b }) else { return nil }
        let text = String(decoding: bytes[bytes.startIndex + 2..<end], as: UTF8.self)
        if text.hasPrefix("11;") { background = Background(report: text.dropFirst(3)) }
        let last = bytes[end] == 0x1b ? min(end + 1, bytes.endIndex - 1) : end
        return last + 1 - bytes.startIndex
    }
}
