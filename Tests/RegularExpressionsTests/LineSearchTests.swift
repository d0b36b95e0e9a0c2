import Testing

@testable import RegularExpressions

@Suite("Lines in which an expression is found")
struct LineSearchTests {
    private func lines(_ pattern: String, _ text: String, isLiteral: Bool = false, ignoresCase: Bool = false) throws
        -> [String]
    {
        let expression = try RegularExpression(pattern, isLiteral: isLiteral, ignoresCase: ignoresCase)
        let search = try #require(LineSearch(expression))
        let bytes = Array(text.utf8)
        return bytes.withUnsafeBytes { buffer in
            search.lines(in: buffer).map { String(decoding: buffer[$0], as: UTF8.self) }
        }
    }

    @Test(
        arguments: [
            ("b.d", "abcd\nbd\nxbxdx", ["abcd", "xbxdx"]), ("^a", "ba\nab\na", ["ab", "a"]),
            ("a$", "ba\nab\na", ["ba", "a"]), ("^$", "a\n\nb\n", [""]), ("x*", "ab\n\nc", ["ab", "", "c"]),
            ("o\\s", "foo\nbar o r", ["bar o r"]), ("a\\s*b", "a\nb\na b\nab", ["a b", "ab"]), ("z", "abc\n", []),
            ("a", "", []), ("a+", "aaa aaa\n", ["aaa aaa"]), ("ä", "ä\na", ["ä"]),
        ])
    func expressions(pattern: String, text: String, expected: [String]) throws {
        #expect(try lines(pattern, text) == expected)
    }

    @Test("A text means itself, whatever stands in it")
    func literal() throws {
        #expect(try lines("a.c", "abc\na.c\n", isLiteral: true) == ["a.c"])
        #expect(try lines("A.C", "abc\na.c\n", isLiteral: true, ignoresCase: true) == ["a.c"])
        #expect(try lines("ab", "AB\nab", ignoresCase: true) == ["AB", "ab"])
    }

    @Test(arguments: ["(", "[z-a]", "(a)\\1", "(?=a)", String(repeating: "a", count: 5000)])
    func faults(pattern: String) {
        #expect(throws: RegularExpression.Fault.self) { try RegularExpression(pattern) }
    }

    @Test("What would take for ever is refused")
    func tooLarge() {
        #expect(throws: RegularExpression.Fault.self) { try RegularExpression("((a{1000}){1000}){1000}") }
    }

    @Test(
        "Where in a line it is found, what touches as one",
        arguments: [
            ("a+", "aaa b aa", [0..<3, 6..<8]), ("b", "abba", [1..<3]), ("TOKEN=[a-z]+", "x TOKEN=ab 1", [2..<10]),
            ("x*", "ab", []), ("^a", "aa", [0..<1]), ("ä", "xä", [1..<3]),
        ])
    func spans(pattern: String, text: String, expected: [Range<Int>]) throws {
        let search = try #require(LineSearch(try RegularExpression(pattern, tellsStarts: true)))
        #expect(Array(text.utf8).withUnsafeBytes { search.spans(in: $0) } == expected)
        let unasked = try #require(LineSearch(try RegularExpression(pattern)))
        #expect(Array(text.utf8).withUnsafeBytes { unasked.spans(in: $0) } == [])
    }
}
