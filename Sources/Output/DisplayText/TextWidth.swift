/// How many columns text takes on a terminal.
///
/// Wide: East Asian wide and full-width characters and emoji, two columns each. Zero: marks that combine with the character
/// before them. An emoji sequence (joined, with a skin tone, or with variation selector 16) takes two columns as a whole.
public enum TextWidth {
    /// The columns of one grapheme cluster: 0, 1 or 2. Control characters have 0.
    public static func of(_ character: Character) -> Int {
        let scalars = character.unicodeScalars
        guard let first = scalars.first else { return 0 }
        if first.value < 0x7f, character.utf8.count == 1 { return first.value < 0x20 ? 0 : 1 }
        if character == "\r\n" { return 0 }
        if scalars.index(after: scalars.startIndex) == scalars.endIndex { return of(first) }
        if isEmojiSequence(scalars, first: first) { return 2 }
        return min(2, scalars.reduce(0) { $0 + of($1) })
    }

    /// The columns of a whole text.
    public static func of(_ text: some StringProtocol) -> Int {
        if text.utf8.isPlain { return text.utf8.count }
        if text.unicodeScalars.allSatisfy(isAlone) { return text.unicodeScalars.count }
        return text.reduce(0) { $0 + of($1) }
    }

    /// The longest start of `text` that takes at most `width` columns, with `ellipsis` at its end where something is left out.
    public static func truncate(_ text: some StringProtocol, to width: Int, ellipsis: String = "…") -> String {
        if text.utf8.count <= width { return String(text) }
        let room = max(0, width - of(ellipsis))
        var used = 0
        var end = text.startIndex
        for index in text.indices {
            used += of(text[index])
            if used <= room { end = text.index(after: index) }
            if used > width {
                return width < of(ellipsis) ? prefix(text, width: width) : text[..<end] + ellipsis
            }
        }
        return String(text)
    }

    /// The text with spaces after it, up to `width` columns; truncated where it is longer.
    public static func pad(_ text: some StringProtocol, to width: Int, ellipsis: String = "…") -> String {
        let text = truncate(text, to: width, ellipsis: ellipsis)
        return text + String(repeating: " ", count: max(0, width - of(text)))
    }

    /// The text in lines of at most `width` columns, broken between words where there are any, and inside words that are
    /// longer than a line. Line breaks of the text stay. A text without characters gives one empty line.
    public static func wrap(_ text: some StringProtocol, width: Int) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { wrapLine($0, width: max(1, width)) }
    }

    /// Whether it is a control character: C0, DEL, C1, or a line break.
    public static func isControl(_ character: Character) -> Bool {
        guard let value = character.unicodeScalars.first?.value else { return false }
        return value < 0x20 || (0x7f...0x9f).contains(value)
    }

    private static func prefix(_ text: some StringProtocol, width: Int) -> String {
        var used = 0
        return String(
            text.prefix { character in
                used += of(character)
                return used <= width
            })
    }

    private static func wrapLine(_ text: some StringProtocol, width: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        var used = 0
        var wordStart = line.endIndex
        for character in text {
            let columns = of(character)
            if used + columns > width, !line.isEmpty {
                let carried = character == " " || wordStart == line.startIndex ? "" : String(line[wordStart...])
                let whole = line.dropLast(carried.count)
                lines.append(String(whole.last == " " ? whole.dropLast() : whole))
                line = carried
                used = of(carried)
                wordStart = line.startIndex
                if character == " " { continue }
            }
            line.append(character)
            used += columns
            if character == " " { wordStart = line.endIndex }
        }
        return lines + [line]
    }

    private static func isEmojiSequence(_ scalars: Character.UnicodeScalarView, first: Unicode.Scalar) -> Bool {
        if (0x1f1e6...0x1f1ff).contains(first.value) { return true }
        guard first.properties.isEmoji else { return false }
        return scalars.dropFirst().contains {
            [0xfe0f, 0x200d, 0x20e3].contains($0.value) || $0.properties.isEmojiModifier
        }
    }

    /// Whether a scalar is a column wide and a character by itself, whatever stands beside it: ASCII that shows, and the lines
    /// of trees and tables.
    private static func isAlone(_ scalar: Unicode.Scalar) -> Bool {
        (0x20..<0x7f).contains(scalar.value) || (0x2500...0x257f).contains(scalar.value)
    }

    private static func of(_ scalar: Unicode.Scalar) -> Int {
        if WideRanges.contains(scalar.value) { return 2 }
        if scalar.value < 0x300 { return scalar.value < 0x20 || (0x7f...0x9f).contains(scalar.value) ? 0 : 1 }
        // Vowels and final consonants of Hangul join the syllable before them.
        if (0x1160...0x11ff).contains(scalar.value) || (0xd7b0...0xd7fb).contains(scalar.value) { return 0 }
        return switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .lineSeparator, .paragraphSeparator: 0
        default: 1
        }
    }
}
