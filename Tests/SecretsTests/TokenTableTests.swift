import ImageAnalysis
import TestSupport
import Testing

@testable import Secrets

/// Every token of the table that is told by its prefix and what follows, with each of its prefixes.
@Suite struct TokenTableTests {
    private let search: SecretSearch

    init() throws { search = try SecretSearch() }

    private static let tokens = SecretPatterns.families.filter { $0.shape != nil }.map(\.id)

    private func find(_ family: String, _ text: String) -> [SecretSearch.Found] {
        search.secrets(in: SecretText(Array(text.utf8), traits: FileTraits(FilePath(Array("app/notes.txt".utf8)))))
            .filter { $0.family.id == family }
    }

    /// What is told of as a secret, and not as a hint.
    private func secrets(_ family: String, _ text: String) -> [String] {
        find(family, text).filter { !$0.candidate.isPlaceholder && $0.candidate.confidence != .low }
            .map { String(decoding: $0.value, as: UTF8.self) }
    }

    /// A value in the form of the family, behind a prefix, with so many characters.
    private func value(_ shape: TokenShape, _ prefix: String, count: Int, _ fake: inout FakeSecret) -> String {
        if case .base62Checksum = shape.proof { return fake.checked(prefix) }
        let set = String(decoding: (UInt8(0x21)..<0x7f).filter(shape.body.contains), as: UTF8.self)
        // A mark at an end could as well belong to the sentence, and a first one to the prefix.
        let ends = set.filter { $0.isLetter || $0.isNumber }
        return prefix + fake.characters(1, of: ends) + fake.characters(count - 2, of: set)
            + fake.characters(1, of: ends)
    }

    @Test(arguments: tokens)
    func aValueOfTheShapeIsFoundWithEachPrefix(id: String) throws {
        let family = try #require(SecretPatterns.family(id))
        let shape = try #require(family.shape)
        var fake = FakeSecret(UInt64(Checksum.crc32(id.utf8)))
        for prefix in family.anchors {
            for count in [shape.count.lowerBound, min(shape.count.upperBound, shape.count.lowerBound + 40)] {
                let value = value(shape, prefix, count: count, &fake)
                for text in ["connect(\"\(value)\")\n", "the key: \(value)\nand more", "https://x.y/?k=\(value)&b=1"] {
                    #expect(secrets(id, text) == [value], "in \(text)")
                }
            }
        }
    }

    @Test(arguments: tokens)
    func whatOnlyLooksLikeItIsNot(id: String) throws {
        let family = try #require(SecretPatterns.family(id))
        let shape = try #require(family.shape)
        var fake = FakeSecret(UInt64(Checksum.crc32(id.utf8)) + 1)
        for prefix in family.anchors {
            let count = shape.count.lowerBound
            let value = value(shape, prefix, count: count, &fake)
            let body = String(value.dropFirst(prefix.count))
            let repeated = String(repeating: String(body.prefix(1)), count: count)
            #expect(secrets(id, " \(value.dropLast()) ") == [], "a character short")
            if prefix.contains(where: \.isLetter) {
                #expect(secrets(id, " \(value.swappingCaseOfFirstLetter) ") == [], "the prefix in another case")
            }
            #expect(secrets(id, " \(prefix)\(repeated) ") == [], "one character")
            #expect(secrets(id, " \(prefix)${TOKEN} ") == [], "a variable")
            #expect(secrets(id, " \(prefix)<your-token-here-\(body.prefix(8))> ") == [], "a placeholder")
            let long = self.value(shape, prefix, count: shape.count.upperBound, &fake) + "a1"
            #expect(secrets(id, " \(long) ") == [], "too long")
            if prefix.first?.isLetter == true {
                #expect(secrets(id, "x\(value) ") == [], "in the middle of a word")
            }
        }
    }

    @Test func theTableIsLarge() {
        #expect(TokenTableTests.tokens.count >= 100)
        #expect(SecretPatterns.families.count >= 150)
    }
}

extension String {
    /// The text with its first letter in the other case.
    fileprivate var swappingCaseOfFirstLetter: String {
        guard let index = firstIndex(where: \.isLetter) else { return self }
        let letter = String(self[index])
        let other = letter == letter.lowercased() ? letter.uppercased() : letter.lowercased()
        return String(self[..<index]) + other + String(self[self.index(after: index)...])
    }
}
