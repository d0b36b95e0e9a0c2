import Testing

@testable import YAML

@Suite("Values of a YAML document")
struct YAMLValueTests {
    private func read(_ text: String) throws -> YAMLValue { try YAMLValue(parsing: Array(text.utf8)) }

    /// What a document says, each value with its line.
    private func outline(_ value: YAMLValue) -> String {
        switch value.content {
        case .scalar(let text): "\(text)@\(value.line)"
        case .sequence(let items): "[\(items.map(outline).joined(separator: " "))]@\(value.line)"
        case .mapping(let members):
            "{\(members.map { "\(outline($0.key)): \(outline($0.value))" }.joined(separator: " "))}@\(value.line)"
        }
    }

    private func fault(_ text: String) -> String? {
        do throws(YAMLValue.Fault) {
            _ = try YAMLValue(parsing: Array(text.utf8))
            return nil
        } catch {
            return error.message
        }
    }

    @Test("Scalars, sequences and mappings, in either style, with their lines")
    func values() throws {
        #expect(
            outline(try read("a: 1\nb:\n  c: 'x y'\n  d: {e: \"\\n\"}\nf: ''\n"))
                == "{a@1: 1@1 b@2: {c@3: x y@3 d@4: {e@4: \n@4}@4}@3 f@5: @5}@1")
        #expect(outline(try read("- x\n- [y, {z: 1}]\n-\n")) == "[x@1 [y@2 {z@2: 1@2}@2]@2 @3]@1")
        #expect(
            outline(try read("a: |\n  one\n  two\nb: >\n  one\n  two\n")) == "{a@1: one\ntwo\n@1 b@4: one two\n@4}@1")
    }

    @Test("A document without anything is an empty text", arguments: ["", "# nothing\n", "---\n", "---\n...\n"])
    func empty(text: String) throws {
        #expect(try read(text).text == "")
        #expect(try read(text).members.isEmpty)
    }

    @Test("Only the first document counts")
    func documents() throws {
        #expect(outline(try read("a: 1\n---\nb: 2\n")) == "{a@1: 1@1}@1")
    }

    @Test("A key is found by its text; one that stands twice is there twice, one that is no text is another's")
    func members() throws {
        let value = try read("a: 1\n[k]: 2\na: 3\n{x: y}: 4\n")
        #expect(value["a"]?.text == "1")
        #expect(value["b"] == nil && value["k"] == nil)
        #expect(value.members.map(\.value.text) == ["1", "2", "3", "4"])
        #expect(value["a"]?.items == [] && value["a"]?["x"] == nil)
    }

    @Test("Aliases repeat what they name, where it stands")
    func aliases() throws {
        #expect(outline(try read("a: &x [1, 2]\nb: *x\n")) == "{a@1: [1@1 2@1]@1 b@2: [1@1 2@1]@1}@1")
        #expect(outline(try read("&k key: &v value\n*k : *v\n")) == "{key@1: value@1 key@1: value@1}@1")
        #expect(fault("a: *x\n") == "line 1: *x repeats what is not there before it")
        #expect(fault("a: &x [1, *x]\n") == "line 1: *x repeats what is not there before it")
    }

    @Test("Aliases of aliases that would be a billion values are refused at once", .timeLimit(.minutes(1)))
    func laughs() {
        let lines = (1...12).map { level in
            "l\(level): &l\(level) ["
                + Array(repeating: level == 1 ? "ha" : "*l\(level - 1)", count: 10)
                .joined(separator: ", ") + "]\n"
        }
        #expect(fault(lines.joined()) == "it has more than 100000 values")
    }

    @Test("Depth counts through aliases")
    func depth() {
        let limit = YAMLReader.maximumDepth
        func nested(_ depth: Int, around inner: String = "") -> String {
            String(repeating: "[", count: depth) + inner + String(repeating: "]", count: depth)
        }
        #expect(fault(nested(limit)) == nil)
        #expect(fault(nested(limit + 1)) == "it is nested too deep")
        #expect(fault("- &a \(nested(limit - 2))\n- [*a]\n") == nil)
        #expect(fault("- &a \(nested(limit - 2))\n- [[*a]]\n") == "it is nested too deep")
        let chain = (1...100).map { "- &a\($0) \(nested(200, around: $0 == 1 ? "" : "*a\($0 - 1)"))\n" }
        #expect(fault(chain.joined()) == "it is nested too deep")
        #expect(fault(String(repeating: "[", count: 1_000_000)) == "it is nested too deep")
    }

    @Test("What is no YAML is told with its line")
    func faults() {
        #expect(fault("a: [\n") == "line 2: did not find expected node content")
        #expect(fault("a: b: c") == "line 1: mapping values are not allowed in this context")
        #expect(fault("a: 1\nb: \u{0}\n")?.hasPrefix("line 1: ") == true)
        #expect(throws: YAMLValue.Fault.self) { try YAMLValue(parsing: [0xff, 0xfe, 0x00, 0xd8, 0x01]) }
        #expect(throws: YAMLValue.Fault.self) { try YAMLValue(parsing: [0x61, 0x3a, 0x20, 0xff]) }
    }

    @Test("A document of more than a megabyte is no settings")
    func length() {
        let text = "# " + String(repeating: "x", count: YAMLReader.maximumLength - 3) + "\n"
        #expect(fault(text) == nil)
        #expect(fault(text + "\n") == "it is longer than 1 MiB")
    }
}
