import Testing

@testable import TerminalUI

@Suite struct TextWidthTests {
    @Test(arguments: [
        ("a", 1), ("é", 1), ("e\u{301}", 1), ("日", 2), ("Ａ", 2), ("ｱ", 1), ("한", 2), ("\u{1112}\u{1161}\u{11ab}", 2),
        ("👍", 2), ("👍🏽", 2), ("👨‍👩‍👧‍👦", 2), ("🇫🇷", 2), ("❤", 1), ("❤\u{fe0f}", 2), ("1\u{fe0f}\u{20e3}", 2),
        ("☺\u{fe0e}", 1), ("─", 1), ("█", 1), ("…", 1), ("\u{301}", 0), ("\u{200b}", 0), ("\u{202e}", 0), ("\u{7f}", 0),
        ("\u{1b}", 0), ("\r\n", 0), ("\u{ad}", 1), ("ก็", 1), ("", 0), ("日本 go", 7),
    ])
    func isWhatTerminalsDraw(text: String, columns: Int) {
        #expect(TextWidth.of(text) == columns)
    }

    @Test(arguments: [
        ("hello", 5, "hello"), ("hello", 4, "hel…"), ("hello", 1, "…"), ("hello", 0, ""), ("日本語", 6, "日本語"),
        ("日本語", 5, "日本…"), ("日本語", 4, "日…"), ("日本語", 2, "…"), ("e\u{301}e\u{301}", 2, "e\u{301}e\u{301}"), ("", 3, ""),
    ])
    func truncates(text: String, width: Int, expected: String) {
        #expect(TextWidth.truncate(text, to: width) == expected)
    }

    @Test func truncatesWithAnyEllipsis() {
        #expect(TextWidth.truncate("hello", to: 4, ellipsis: "~") == "hel~")
        #expect(TextWidth.truncate("hello", to: 4, ellipsis: "...") == "h...")
        #expect(TextWidth.truncate("hello", to: 2, ellipsis: "...") == "he")
    }

    @Test func pads() {
        #expect(TextWidth.pad("日", to: 4) == "日  ")
        #expect(TextWidth.pad("日本語", to: 4) == "日… ")
    }

    @Test(arguments: [
        ("one two three", 7, ["one two", "three"]), ("one two three", 8, ["one two", "three"]),
        ("abcdefgh", 3, ["abc", "def", "gh"]), ("a\n\nb", 5, ["a", "", "b"]), ("", 5, [""]),
        ("日本語", 5, ["日本", "語"]), ("a bcdefgh", 4, ["a", "bcde", "fgh"]), ("ab", 0, ["a", "b"]),
    ])
    func wraps(text: String, width: Int, expected: [String]) {
        #expect(TextWidth.wrap(text, width: width) == expected)
    }

    @Test func noWrappedLineIsTooLong() {
        let text = "RUN apt-get update && apt-get install -y 日本語 fonts-noto 👍 && rm -rf /var/lib/apt/lists/*"
        for width in 2...40 {
            let lines = TextWidth.wrap(text, width: width)
            #expect(lines.allSatisfy { TextWidth.of($0) <= width })
            #expect(lines.joined().filter { $0 != " " } == text.filter { $0 != " " })
        }
    }
}
