import DisplayText
import Testing

/// The table of wide characters against what Swift's own tables say of each character.
@Suite("Columns of every character")
struct WidthTableTests {
    private func scalars() -> some Sequence<Unicode.Scalar> {
        // Beyond these planes nothing is assigned but private characters.
        [UInt32(0)..<0x34000, 0xe0000..<0xe0200].joined().lazy.compactMap { Unicode.Scalar($0) }
    }

    private func width(_ scalar: Unicode.Scalar) -> Int { TextWidth.of(Character(scalar)) }

    @Test("Emoji that are shown as such take two columns, halves of flags apart")
    func emoji() {
        let narrow = scalars().filter { scalar in
            scalar.properties.isEmojiPresentation && !(0x1f1e6...0x1f1ff).contains(scalar.value) && width(scalar) != 2
        }
        #expect(narrow.map { String($0.value, radix: 16) } == [])
    }

    @Test("Marks that stand over the character before them take none, nor do joiners and selectors")
    func marks() {
        let shown = scalars().filter { scalar in
            scalar.value >= 0x300
                && [.nonspacingMark, .enclosingMark, .format].contains(scalar.properties.generalCategory)
                && width(scalar) != 0
        }
        #expect(shown.map { String($0.value, radix: 16) } == [])
        for scalar in ["\u{200b}", "\u{200d}", "\u{fe0e}", "\u{fe0f}", "\u{feff}", "\u{e0100}"] as [Unicode.Scalar] {
            #expect(width(scalar) == 0, "\(String(scalar.value, radix: 16))")
        }
    }

    @Test("All ideographs, kana, Hangul syllables and full-width forms take two")
    func wide() {
        let narrow = scalars().filter { scalar in
            let name = scalar.properties.name ?? ""
            let isWide =
                scalar.properties.isIdeographic && ![0x3007, 0x16fe4].contains(scalar.value)
                || ["HANGUL SYLLABLE ", "HIRAGANA LETTER ", "KATAKANA LETTER ", "FULLWIDTH "].contains {
                    name.hasPrefix($0)
                }
            return isWide && width(scalar) != 2
        }
        #expect(narrow.map { String($0.value, radix: 16) } == [])
    }

    @Test("Letters of alphabets, half-width forms and box drawing take one")
    func narrow() {
        let wide = scalars().filter { scalar in
            let name = scalar.properties.name ?? ""
            let isNarrow = [
                "LATIN ", "GREEK ", "CYRILLIC ", "ARABIC LETTER ", "HEBREW LETTER ", "BOX DRAWINGS ", "HALFWIDTH ",
            ]
            .contains { name.hasPrefix($0) }
            let isMark = scalar.properties.generalCategory == .nonspacingMark
            return isNarrow && !isMark && scalar.properties.generalCategory != .format && width(scalar) != 1
        }
        #expect(wide.map { String($0.value, radix: 16) } == [])
    }

    @Test(
        "Characters that are new in Unicode 15.1 to 17",
        arguments: [
            ("\u{2ffc}", 2), ("\u{31ef}", 2), ("\u{2630}", 2), ("\u{268a}", 2), ("\u{1fae9}", 2), ("\u{1f6d8}", 2),
            ("\u{323b0}", 2), ("\u{1f3fb}", 2), ("\u{20c1}", 1),
        ])
    func new(text: String, columns: Int) {
        #expect(TextWidth.of(text) == columns)
    }

    @Test(
        "Sequences count as a whole",
        arguments: [
            ("👩‍👩‍👧‍👦", 2), ("👍🏽", 2), ("🇩🇪", 2), ("1️⃣", 2), ("❤️", 2), ("❤", 1), ("⌚︎", 2), ("e\u{301}", 1),
            ("한", 2), ("\u{1112}\u{1161}\u{11ab}", 2), ("か\u{3099}", 2), ("", 0),
        ])
    func sequences(text: String, columns: Int) {
        #expect(TextWidth.of(text) == columns)
    }
}

@Suite("Text that is safe to show")
struct PrintableTests {
    @Test("Documents keep their lines and tabs, and nothing else that is not visible")
    func lines() {
        #expect(Printable.escapeLines("a\tb\n\n\u{1b}[2Jc\r\n") == "a\tb\n\n\\x1b[2Jc\\r\n")
        #expect(Printable.escapeLines("RUN echo \u{202e}cod\u{9b}31m") == "RUN echo \\u{202e}cod\\x9b31m")
        #expect(Printable.escapeLines("") == "")
        #expect(Printable.escapeLines("\n\u{301}x") == "\n\\u{301}x")
        #expect(Printable.escapeLines("👩‍👧\tä") == "👩‍👧\tä")
    }

    @Test("What hides or reorders is not visible; marks and letters of any script are")
    func visible() {
        for scalar in [
            "\u{0}", "\u{7f}", "\u{9b}", "\u{ad}", "\u{61c}", "\u{200b}", "\u{200e}", "\u{2028}", "\u{202e}",
        ]
            + ["\u{2066}", "\u{feff}", "\u{e000}", "\u{e0041}", "\u{fff9}", "\u{3164}", "\u{115f}"] as [Unicode.Scalar]
        {
            #expect(!Printable.isVisible(scalar), "\(String(scalar.value, radix: 16))")
        }
        for scalar in "aäЖ日한ש\u{301}👍€→ ".unicodeScalars { #expect(Printable.isVisible(scalar)) }
    }
}
