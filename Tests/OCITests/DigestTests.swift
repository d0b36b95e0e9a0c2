import OCI
import Testing

@Suite("Only well-formed digests exist")
struct DigestTests {
    @Test func readsItsParts() throws {
        let text = digest("a")
        let parsed = try #require(Digest(text))
        #expect(parsed.algorithm == "sha256")
        #expect(parsed.hex == String(repeating: "a", count: 64))
        #expect(parsed.short == "aaaaaaaaaaaa")
        #expect("\(parsed)" == text)
    }

    @Test(arguments: [("sha256", 64), ("sha384", 96), ("sha512", 128)])
    func knowsTheLengthOfEachAlgorithm(_ algorithm: String, _ length: Int) {
        #expect(Digest(algorithm: algorithm, hex: String(repeating: "0", count: length)) != nil)
        #expect(Digest(algorithm: algorithm, hex: String(repeating: "0", count: length - 1)) == nil)
        #expect(Digest(algorithm: algorithm, hex: String(repeating: "0", count: length + 1)) == nil)
    }

    @Test(arguments: [
        "", "sha256", "sha256:", "sha256:../../etc/passwd", "md5:d41d8cd98f00b204e9800998ecf8427e",
        "sha256:" + String(repeating: "A", count: 64), "sha256:" + String(repeating: "g", count: 64),
        "sha256:" + String(repeating: "/", count: 64), "../sha256:" + String(repeating: "a", count: 64),
    ])
    func refusesWhatCouldBecomeAPath(_ text: String) {
        #expect(Digest(text) == nil)
    }

    @Test func isAStringInJSON() throws {
        #expect(try decode([Digest].self, "[\"\(digest("b"))\"]").first?.description == digest("b"))
        #expect(throws: JSONDocumentError.self) { try decode([Digest].self, "[\"sha256:x\"]") }
    }
}
