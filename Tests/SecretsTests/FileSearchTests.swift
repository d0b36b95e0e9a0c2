import Archive
import ImageAnalysis
import TestSupport
import Testing

@testable import Secrets

/// Files come in pieces of any size; secrets are found once each, wherever pieces and windows end.
@Suite struct FileSearchTests {
    private func search(_ bytes: [UInt8], piece: Int) throws -> [FileSearch.Found] {
        let search = try SecretSearch()
        var file = FileSearch(FilePath(Array("notes.txt".utf8)), budget: SearchBudget(from: UnpackingPool()), search)
        var found: [FileSearch.Found] = []
        for start in stride(from: 0, to: bytes.count, by: piece) {
            found += bytes[start..<min(bytes.count, start + piece)].withUnsafeBytes { file.receive($0) }
        }
        return found + file.finish()
    }

    @Test(arguments: [1000, 16 << 10, 1 << 20])
    func aSecretIsFoundOnceWhereverItStands(piece: Int) throws {
        var fake = FakeSecret(21)
        // Around the ends of the first windows, of 256 KiB with 16 KiB of look-ahead.
        for place in [0, 239_000, 245_750, 245_760, 246_000, 262_120, 262_144, 485_000, 699_900] {
            let token = Array(fake.checked("gh" + "p_").utf8)
            var bytes = Array(String(repeating: "some line of text\n", count: 40_000).utf8)
            bytes.replaceSubrange(place..<place + token.count + 2, with: [0x20] + token + [0x20])
            let found = try search(bytes, piece: piece)
            #expect(found.map(\.offset) == [Int64(place) + 1])
            #expect(found.map(\.line) == [bytes[...place].count { $0 == 0x0a } + 1])
        }
    }

    @Test func hugeFilesOfAnchorsTakeTheirTimeOnly() throws {
        let bytes = Array(String(repeating: "-----BEGIN PRIVATE KEY-----eyJ://a:b@password=sk-", count: 300).utf8)
        #expect(
            try search(bytes, piece: 1 << 16).allSatisfy {
                $0.secret.candidate.isPlaceholder || $0.secret.candidate.confidence == .low
            })
    }

    /// Twice the bytes are twice the work, whatever is repeated, and a place is looked at a few times at most.
    @Test(arguments: [
        "-----BEGIN RSA PRIVATE" + " KEY-----\n", "\"kty\":\"RSA\",", "eyJ.eyJ.", "AK" + "IA", "password=", "://a:b@",
        "LS0tLS1CRUdJTi", "Z2hwXw", "sk-", "_key_token_pwd", "curl -u ", "PuTTY-User" + "-Key-File-", "a\0",
        "chpasswd", "mysql sshpass redis-cli curl  login ", "_key_token_secret_pwd", ";pwd=;password=",
        "authorization: bearer aaaaaaaaaaaa\n", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.",
        "-----BEGIN RSA PRIVATE" + " KEY-----\nQUJDabcd01+/zzzzQUJDabcd01+/zzzzQUJDabcd01+/zzzzQUJDabcd01+/zzzz\n",
        "QUJDabcd01+/zzzzQUJDabcd01+/zzzzQUJDabcd01+/zzzzQUJDabcd01+/zzzz\n", "QUJDabcd01+/zzzz", "A\0K\0I\0A\0",
        "Z2hwX2docF9naHBfZ2hwX2docF9naHBf\n", "\n",
    ])
    func theWorkGrowsWithTheBytesOnly(repeated: String) throws {
        func work(_ size: Int) throws -> (checks: Int, decoded: Int) {
            let search = try SecretSearch()
            var file = FileSearch(
                FilePath(Array("app/notes.txt".utf8)), budget: SearchBudget(from: UnpackingPool()), search)
            let bytes = Array(String(repeating: repeated, count: size / repeated.utf8.count).utf8)
            _ = bytes.withUnsafeBytes { file.receive($0) } + file.finish()
            return (search.checks, search.decodedBytes)
        }
        let (small, large) = (try work(32 << 10), try work(64 << 10))
        #expect(large.checks <= small.checks * 3)
        #expect(large.checks <= 32 << 10)
        #expect(large.decoded <= small.decoded * 3)
        #expect(large.decoded <= 4 * (64 << 10))
    }

    @Test func eachOfManySecretsHasItsLine() throws {
        var fake = FakeSecret(22)
        let text = (0..<2000).map { _ in "x\n\(fake.checked("gh" + "p_")) and\n" }.joined()
        let found = try search(Array(text.utf8), piece: 1 << 16)
        #expect(found.map(\.line) == (0..<2000).map { 2 * $0 + 2 })
    }
}
