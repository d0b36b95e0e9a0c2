import OCI
import Testing

@Suite("A JSON document is bounded before it is decoded")
struct JSONDocumentTests {
    private func decode(_ text: String) throws(JSONDocumentError) -> [String: Int] {
        try JSONDocument.decode([String: Int].self, from: Array(text.utf8))
    }

    @Test func readsADocument() throws {
        #expect(try decode(#" {"a": 1} "#) == ["a": 1])
    }

    @Test func skipsAByteOrderMark() throws {
        #expect(try JSONDocument.decode([Int].self, from: [0xEF, 0xBB, 0xBF] + Array("[7]".utf8)) == [7])
    }

    @Test(arguments: ["", "  \n\t", "\0\0\0"])
    func refusesNothing(_ text: String) {
        #expect(throws: JSONDocumentError.empty) { try decode(text) }
    }

    @Test(arguments: ["{", "{\"a\":}", "nonsense", "{\"a\": 1} trailing"])
    func refusesWhatIsNoJSON(_ text: String) {
        #expect(throws: JSONDocumentError.malformed("is not valid JSON")) { try decode(text) }
    }

    @Test func saysWhichValueDoesNotFit() {
        #expect(throws: JSONDocumentError.malformed("has an unexpected value for “a”")) {
            try decode(#"{"a": "text"}"#)
        }
    }

    @Test func refusesAnotherKindOfValue() {
        #expect(throws: JSONDocumentError.malformed("is not the kind of JSON value that belongs there")) {
            try decode("[1]")
        }
    }

    @Test func acceptsTheDeepestNestingAndRefusesOneMore() throws {
        func nested(_ depth: Int) -> [UInt8] {
            Array((String(repeating: "[", count: depth) + String(repeating: "]", count: depth)).utf8)
        }
        _ = try JSONDocument.decode(Anything.self, from: nested(JSONDocument.maximumDepth))
        #expect(throws: JSONDocumentError.tooDeep) {
            try JSONDocument.decode(Anything.self, from: nested(JSONDocument.maximumDepth + 1))
        }
    }

    @Test func bracketsInsideStringsDoNotCount() throws {
        let text = #"["\"[[["#.utf8 + Array(repeating: UInt8(ascii: "["), count: 400) + #"\\"]"#.utf8
        #expect(try JSONDocument.decode([String].self, from: Array(text)).count == 1)
    }

    @Test func refusesMoreThanTheLongest() {
        let bytes = [UInt8](repeating: 0x20, count: JSONDocument.maximumLength + 1)
        #expect(throws: JSONDocumentError.tooLong(bytes.count)) {
            try JSONDocument.decode(Anything.self, from: bytes)
        }
    }

    @Test func errorsEndASentence() {
        #expect("index.json \(JSONDocumentError.empty)" == "index.json is empty")
        #expect("\(JSONDocumentError.tooDeep)" == "nests too deeply (more than 256 levels)")
        #expect("\(JSONDocumentError.tooLong(70_000_000))".contains("70000000 bytes"))
    }
}

/// Decodes from whatever there is.
private struct Anything: Decodable {
    init(from decoder: any Decoder) {}
}
