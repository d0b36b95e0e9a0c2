import Foundation
import Reporting
import TestSupport
import Testing

@Suite("JSON values")
struct JSONValueTests {
    @Test("Keys keep their order, also those of literals")
    func order() {
        let value: JSONValue = ["b": 1, "a": [nil, true], "c": [], "é": [:], "b2": "x"]
        #expect(value.compact == #"{"b":1,"a":[null,true],"c":[],"é":{},"b2":"x"}"#)
        #expect(
            JSONValue.object([("b", .integer(1)), ("a", .array([.null, .bool(true)]))]).pretty == """
                {
                  "b": 1,
                  "a": [
                    null,
                    true
                  ]
                }
                """)
    }

    @Test("Literals are what they look like")
    func literals() {
        let values: [(JSONValue, String)] = [
            (nil, "null"), (true, "true"), (false, "false"), (0, "0"),
            (-9_223_372_036_854_775_808, "-9223372036854775808"),
            ("", "\"\""), ([], "[]"), ([:], "{}"), ([[]], "[[]]"), (["k": ["k": [:]]], #"{"k":{"k":{}}}"#),
        ]
        for (value, text) in values { #expect(value.compact == text) }
        #expect(JSONValue.strings(["a", "b"]) == ["a", "b"])
        #expect(JSONValue.integers([1, 2]) == [1, 2])
        #expect(JSONValue.optional(Int?.none) == nil && JSONValue.optional(Int64(5)) == 5)
        #expect(JSONValue.optional(String?.none) == nil && JSONValue.optional("x") == "x")
    }

    @Test("Members go to the end of objects, and to nothing else")
    func adding() {
        #expect(JSONValue.object([]).adding(["a": 1]).adding(["b": 2]) == ["a": 1, "b": 2])
        #expect((["a": 1] as JSONValue).adding([]) == ["a": 1])
        #expect((5 as JSONValue).adding(["a": 1]) == 5)
        var value: JSONValue = ["a": 1]
        value.add(["a": 2])
        #expect(value.compact == #"{"a":1,"a":2}"#)
    }

    @Test(
        "Text is escaped, scalar by scalar",
        arguments: [
            ("plain", #""plain""#), ("a\"b\\c\n", #""a\"b\\c\n""#), ("\u{1b}[31m", #""\u001b[31m""#),
            ("\u{9b}x", #""\u009bx""#), ("a\u{202e}b", #""a\u202eb""#), ("\r\n", #""\r\n""#), ("日本", #""日本""#),
            ("\"\u{301}", "\"\\\"\u{301}\""), ("\\\u{338}", "\"\\\\\u{338}\""), ("\u{feff}", #""\ufeff""#),
            ("\u{e0041}", #""\udb40\udc41""#), ("\u{0}\u{7f}", #""\u0000\u007f""#),
            ("\u{200b}\u{2066}", #""\u200b\u2066""#),
            ("👍", "\"👍\""),
        ])
    func text(text: String, json: String) {
        #expect(JSONValue.string(text).compact == json)
        #expect((JSONValue.object([(text, nil)])).compact == "{\(json):null}")
    }

    @Test("What is no number is null")
    func numbers() {
        #expect(JSONValue.number(.nan).compact == "null")
        #expect(JSONValue.number(-.infinity).compact == "null")
        #expect(JSONValue.number(1).compact == "1.0")
        #expect(JSONValue.number(0.25).compact == "0.25")
        #expect(JSONValue.integer(Int64.min).compact == "-9223372036854775808")
    }

    @Test("A lazy list is written as the list of its elements")
    func lazyLists() {
        let lazy: JSONValue = [
            "a": .lazyArray(count: 3) { .integer($0) }, "b": .lazyArray(count: 0) { _ in nil }, "c": true,
        ]
        let list: JSONValue = ["a": [0, 1, 2], "b": [], "c": true]
        #expect(lazy.compact == list.compact)
        #expect(lazy.pretty == list.pretty)
    }

    @Test("A long document is written in pieces, none much larger than another")
    func pieces() {
        let element: JSONValue = ["name": .string(String(repeating: "a", count: 1000)), "values": [1, 2]]
        let document: JSONValue = ["schemaVersion": 1, "entries": .lazyArray(count: 1000) { _ in element }]
        var pieces: [String] = []
        document.writePretty { pieces.append($0) }
        #expect(pieces.joined() == document.pretty)
        #expect(pieces.count > 10 && pieces.allSatisfy { $0.utf8.count < 70_000 })
    }

    @Test("Who reads no more is heard at once")
    func closedPipes() {
        struct Closed: Error {}
        var made = 0
        let document = JSONValue.lazyArray(count: 1_000_000) { _ in .string(String(repeating: "a", count: 1000)) }
        #expect(throws: Closed.self) {
            try document.writePretty { _ throws(Closed) in
                made += 1
                throw Closed()
            }
        }
        #expect(made == 1)
    }

    @Test("Any text comes back from another reader as it was")
    func roundTrip() throws {
        let texts = (0...0x3000).compactMap { Unicode.Scalar(UInt32($0)) }.map { "a\($0)\"" } + ["\u{10ffff}", "👩‍👧"]
        let read = try JSONSerialization.jsonObject(with: Data(JSONValue.strings(texts).pretty.utf8)) as? [String]
        #expect(read?.map { Array($0.unicodeScalars) } == texts.map { Array($0.unicodeScalars) })
    }
}
