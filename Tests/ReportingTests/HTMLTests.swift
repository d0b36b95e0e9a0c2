import Testing

@testable import Reporting

/// The writer of HTML.
@Suite struct HTMLTests {
    @Test func textAndValuesCannotEndWhatTheyStandIn() {
        let hostile = "</p><script>alert(1)</script> \" ' & --> ]]>"
        let piece = HTML("p", ["title": hostile], hostile)
        let escaped =
            "&lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt; &quot; &#39; &amp; --&gt; ]]&gt;"
        #expect(piece.source == "<p title=\"\(escaped)\">\(escaped)</p>")
    }

    @Test func whatCannotBeSeenIsWrittenOut() {
        let piece = HTML("p", "a\u{202e}b\u{1b}[31m\0\u{2066}\u{85}")
        #expect(piece.source == "<p>a\\u{202e}b\\x1b[31m\\x00\\u{2066}\\x85</p>")
    }

    @Test func aLongTextIsCutAndSaysSo() {
        let piece = HTML(text: String(repeating: "<", count: 100_000))
        #expect(piece.source == String(repeating: "&lt;", count: HTML.maximumText) + "… (cut)")
        #expect(HTML(text: String(repeating: "a", count: HTML.maximumText)).source.count == HTML.maximumText)
    }

    @Test func aListEndsWhereItsRoomDoes() {
        let items = Array(repeating: "0123456789", count: 100)
        let few = HTML.first(of: items, atMost: 7) { HTML("p", $0) }
        #expect(few.pieces.count == 7 && few.omitted == 93)
        // Each piece takes 17 bytes.
        let small = HTML.first(of: items, atMost: 1_000, bytes: 35) { HTML("p", $0) }
        #expect(small.pieces.count == 2 && small.omitted == 98)
        let all = HTML.first(of: items, atMost: 1_000) { HTML("p", $0) }
        #expect(all.pieces.count == 100 && all.omitted == 0)
    }

    @Test func shares() {
        #expect(HTML.percent(1, of: 3) == "33.33%")
        #expect(HTML.percent(0, of: 3) == "0.00%")
        #expect(HTML.percent(5, of: 3) == "100.00%")
        #expect(HTML.percent(1, of: 0) == "0.00%")
        #expect(HTML.percent(1, of: 2_000) == "0.05%")
    }
}
