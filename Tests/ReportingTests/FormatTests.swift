import Archive
import Reporting
import Testing

@Suite struct ColorChoiceTests {
    @Test(
        arguments: [
            (ColorChoice.auto, [:], true, true),
            (.auto, [:], false, false),
            (.auto, ["NO_COLOR": "1"], true, false),
            (.auto, ["NO_COLOR": ""], true, true),
            (.auto, ["FORCE_COLOR": "1"], false, true),
            (.auto, ["FORCE_COLOR": "0"], true, false),
            (.auto, ["NO_COLOR": "1", "FORCE_COLOR": "1"], true, false),
            (.auto, ["TERM": "dumb"], true, false),
            (.always, ["NO_COLOR": "1"], false, true),
            (.never, ["FORCE_COLOR": "1"], true, false),
        ] as [(ColorChoice, [String: String], Bool, Bool)])
    func decides(choice: ColorChoice, environment: [String: String], isTerminal: Bool, isColored: Bool) {
        #expect((choice.palette(environment: environment, isTerminal: isTerminal) == .colors) == isColored)
    }
}

@Suite struct JSONValueTests {
    @Test func keysKeepTheirOrder() {
        let value = JSONValue.object([("b", .integer(1)), ("a", .array([.null, .bool(true)])), ("c", .array([]))])
        #expect(value.compact == #"{"b":1,"a":[null,true],"c":[]}"#)
        #expect(value.pretty == "{\n  \"b\": 1,\n  \"a\": [\n    null,\n    true\n  ],\n  \"c\": []\n}")
    }

    @Test(arguments: [
        ("plain", #""plain""#), ("a\"b\\c\n", #""a\"b\\c\n""#), ("\u{1b}[31m", #""\u001b[31m""#),
        ("\u{9b}x", #""\u009bx""#), ("a\u{202e}b", #""a\u202eb""#), ("\r\n", #""\r\n""#), ("日本", #""日本""#),
    ])
    func textIsEscaped(text: String, json: String) {
        #expect(JSONValue.string(text).compact == json)
    }

    @Test func whatIsNoNumberIsNull() {
        #expect(JSONValue.number(.nan).compact == "null")
        #expect(JSONValue.number(1).compact == "1.0")
        #expect(JSONValue.number(0.25).compact == "0.25")
    }
}

@Suite struct CSVTests {
    @Test func fieldsAreQuotedWhereTheyMust() {
        #expect(
            CSV.record(["a", "b,c", "say \"x\"", "two\nlines", " pad"])
                == "a,\"b,c\",\"say \"\"x\"\"\",\"two\nlines\",\" pad\"\n")
    }
}

@Suite struct FileModeTests {
    @Test(
        arguments: [
            (EntryKind.regularFile, 0o644, "-rw-r--r--"), (.directory, 0o1777, "drwxrwxrwt"),
            (.regularFile, 0o4755, "-rwsr-xr-x"), (.regularFile, 0o6644, "-rwSr-Sr--"),
            (.directory, 0o1000, "d--------T"),
            (.symbolicLink, 0o777, "lrwxrwxrwx"), (.characterDevice, 0o600, "crw-------"),
            (.hardLink, 0o600, "-rw-------"),
        ] as [(EntryKind, UInt16, String)])
    func readsAsLs(kind: EntryKind, mode: UInt16, text: String) {
        #expect(FileMode.text(kind: kind, mode: mode) == text)
    }
}
