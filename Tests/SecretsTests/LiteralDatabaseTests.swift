import Testing

@testable import Secrets

/// Texts are found in one pass, by a database that was just prepared or by one that was kept.
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

    @Test func aDatabaseThatWasKeptFindsTheSame() throws {
        let database = try LiteralDatabase(literals)
        #expect(try hits(LiteralDatabase(serialized: database.serialized)) == hits(database))
    }

    @Test func damagedDatabasesAreRefused() throws {
        let bytes = try LiteralDatabase(literals).serialized
        for length in [0, 1, 20, bytes.count / 2, bytes.count - 1] {
            #expect(throws: LiteralDatabase.Failure.self) { try LiteralDatabase(serialized: Array(bytes[..<length])) }
        }
        for place in stride(from: 0, to: bytes.count, by: 97) {
            var damaged = bytes
            damaged[place] ^= 0x20
            // What nobody reads, as padding, may be damaged.
            if let database = try? LiteralDatabase(serialized: damaged) {
                #expect(try hits(database) == [[0, 5], [1, 14]])
            }
        }
    }
}
