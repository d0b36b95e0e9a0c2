import Testing

@testable import Secrets

/// Texts are found in one pass.
@Suite struct LiteralDatabaseTests {
    private let literals = [
        LiteralDatabase.Literal(bytes: Array("key".utf8)),
        LiteralDatabase.Literal(bytes: Array("token".utf8), ignoresCase: true),
    ]

    private func hits(_ database: LiteralDatabase) throws -> [[Int]] {
        let scanner = try #require(LiteralScanner(database))
        return scanner.hits(in: Array("a key, a ToKeN, a Key".utf8)).map { [$0.literal, $0.end] }
    }

    @Test func hitsComeInTheOrderOfTheirEnds() throws {
        #expect(try hits(LiteralDatabase(literals)) == [[0, 5], [1, 14]])
    }
}
