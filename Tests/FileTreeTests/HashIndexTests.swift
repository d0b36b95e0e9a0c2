import Testing

@testable import FileTree

@Suite("An index of numbers by hashes")
struct HashIndexTests {
    /// The number whose word this is, by way of the index.
    private func find(_ word: String, in index: HashIndex, of words: [String], hash: (String) -> UInt64) -> UInt32 {
        index[index.slot(of: hash(word)) { words[Int($0)] == word }]
    }

    @Test("finds what was put in and nothing else, whatever the hashes")
    func finding() {
        let words = [""] + (1...50).map { "word \($0)" }
        let hashes: [(String) -> UInt64] = [
            { UInt64($0.utf8.count) << 60 },  // Equal slots and equal tags.
            { UInt64($0.utf8.last ?? 0) },  // Equal slots.
            { $0.utf8.reduce(0x9E37_79B9_7F4A_7C15) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 } },
        ]
        for hash in hashes {
            var index = HashIndex(slots: 64)
            for number in 1...40 { index.insert(UInt32(number), hash: hash(words[number])) }
            for number in 1...40 {
                #expect(find(words[number], in: index, of: words, hash: hash) == UInt32(number))
            }
            for number in 41...50 { #expect(find(words[number], in: index, of: words, hash: hash) == 0) }
        }
    }

    @Test("grows before it is full, and at once for all that is about to come")
    func growth() throws {
        #expect(HashIndex().isEmpty)
        #expect(HashIndex().growth(for: 1) == 64)
        let index = HashIndex(slots: 64)
        #expect(index.growth(for: 47) == nil)
        #expect(index.growth(for: 48) == 96)
        #expect(try #require(index.growth(for: 10_000)) > 10_000)
    }
}
