import Testing

@testable import strata

@Suite struct YAMLScalarsTests {
    private func read(_ text: String) throws -> [String] {
        try YAMLScalars(parsing: Array(text.utf8)).scalars.map {
            "\($0.keys.joined(separator: "."))\($0.isItem ? "[]" : "")=\($0.value)@\($0.line)"
        }
    }

    @Test func scalarsKnowTheKeysThatLeadToThem() throws {
        #expect(try read("a: 1\nb:\n  c: 2\n  d: {e: '3'}\nf: ''\n") == ["a=1@1", "b.c=2@3", "b.d.e=3@4", "f=@5"])
    }

    @Test func onlyTheScalarsRightInASequenceCount() throws {
        #expect(try read("a: [1, {b: 2}, [3]]\nc: 4\n") == ["a[]=1@1", "c=4@2"])
        #expect(try read("a:\n  b:\n    - x\n    - 'y'\n") == ["a.b[]=x@3", "a.b[]=y@4"])
        #expect(try read("- a: 1\n- b\n") == ["[]=b@2"])
        #expect(try read("{[a]: b}\n") == ["=b@1"])
    }

    @Test func keysThatAreNoTextAreOfNoUse() throws {
        #expect(try read("{a: b}: 1\n[c]: {d: 2}\ne: 3\n") == ["=1@1", ".d=2@2", "e=3@3"])
    }

    @Test func aliasesAreNotFollowed() throws {
        #expect(try read("a: &x 1\nb: *x\nc: 2\n") == ["a=1@1", "c=2@3"])
    }

    @Test func onlyTheFirstDocumentCounts() throws {
        #expect(try read("a: 1\n---\nb: 2\n") == ["a=1@1"])
    }
}
