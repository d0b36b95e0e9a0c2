import Testing

@testable import TerminalUI

@Suite struct PrintableTests {
    @Test(arguments: [
        ("plain name.txt", "plain name.txt"), ("日本語 é 👍", "日本語 é 👍"), ("\u{1b}[31m", "\\x1b[31m"),
        ("a\nb\tc\rd", "a\\nb\\tc\\rd"), ("\u{0}\u{7}\u{7f}", "\\x00\\x07\\x7f"), ("\u{9b}2J", "\\x9b2J"),
        ("\u{202e}gpj.exe", "\\u{202e}gpj.exe"), ("\u{2066}x\u{2069}", "\\u{2066}x\\u{2069}"),
        ("a\u{200b}b", "a\\u{200b}b"),
        ("\u{feff}x", "\\u{feff}x"), ("\u{2028}", "\\u{2028}"), ("\u{e000}", "\\u{e000}"), ("\u{e0041}", "\\u{e0041}"),
        ("❤\u{fe0f}", "❤\u{fe0f}"), ("👨‍👩‍👧", "👨‍👩‍👧"), ("a\u{200d}b", "a\\u{200d}b"), ("\u{301}x", "\\u{301}x"),
        ("e\u{301}", "e\u{301}"),
        ("back\\slash", "back\\slash"), ("", ""),
    ])
    func writesOutWhatIsNotPlainlyVisible(text: String, expected: String) {
        #expect(Printable.escape(text) == expected)
    }

    @Test(
        arguments: [
            ([0xff], "\\xff"), ([0x61, 0xc3, 0x62], "a\\xc3b"), ([0xc0, 0xaf], "\\xc0\\xaf"),
            ([0xed, 0xa0, 0x80], "\\xed\\xa0\\x80"),
            ([0xf4, 0x90, 0x80, 0x80], "\\xf4\\x90\\x80\\x80"), ([0xe2, 0x82], "\\xe2\\x82"),
            ([0xe2, 0x82, 0xac], "€"),
            ([0xe0, 0x80, 0x80], "\\xe0\\x80\\x80"),
        ] as [([UInt8], String)])
    func writesOutBytesThatAreNoUTF8(bytes: [UInt8], expected: String) {
        #expect(Printable.escape(bytes) == expected)
    }

    @Test func noBytesGetThroughThatATerminalObeys() {
        for first in UInt8.min...UInt8.max {
            for second: UInt8 in [0x1b, 0x41, 0x80, 0x9b, 0xff] {
                let escaped = Printable.escape([first, second, first])
                #expect(!escaped.unicodeScalars.contains { $0.value < 0x20 || (0x7f..<0xa0).contains($0.value) })
            }
        }
    }
}
