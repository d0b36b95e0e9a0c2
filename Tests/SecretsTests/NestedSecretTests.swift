import Archive
import Evidence
import ImageAnalysis
import TestSupport
import Testing

@testable import Secrets

/// What archives, compressed files and git's objects hide is found as well, as far as the budget reaches.
@Suite struct NestedSecretTests {
    private let token: String

    init() {
        var fake = FakeSecret(41)
        token = fake.checked("gh" + "p_")
    }

    private func find(_ path: String, _ bytes: [UInt8]) throws -> (members: [[String]], isExceeded: Bool) {
        var file = FileSearch(
            FilePath(Array(path.utf8)), budget: SearchBudget(from: UnpackingPool()), try SecretSearch())
        var found: [FileSearch.Found] = []
        for start in stride(from: 0, to: bytes.count, by: 1000) {
            found += bytes[start..<min(bytes.count, start + 1000)].withUnsafeBytes { file.receive($0) }
        }
        found += file.finish()
        return (found.map(\.members), file.isExceeded)
    }

    private func tar(_ name: String, _ bytes: [UInt8]) -> [UInt8] {
        Layer { File(name, bytes: bytes) }.tar
    }

    @Test(arguments: [Compression.gzip, .zstd, .xz, .bzip2, .none])
    func archivesAreUnpacked(compression: Compression) throws {
        let archive = try Compressor.compress(tar("etc/app.conf", Array("t = \(token)\n".utf8)), compression)
        #expect(try find("srv/backup", archive).members == [["etc/app.conf"]])
    }

    @Test func compressedFilesAreUnpacked() throws {
        let bytes = try Compressor.compress(Array("t = \(token)\n".utf8), .gzip)
        #expect(try find("var/log/a.log.gz", bytes).members == [["unpacked"]])
    }

    @Test func archivesInArchivesDownToTheLimit() throws {
        var bytes = Array("t = \(token)\n".utf8)
        for depth in 1...5 {
            bytes = try Compressor.compress(tar("level\(depth)", bytes), .gzip)
            let (members, isExceeded) = try find("a.tgz", bytes)
            #expect(members == (depth <= 3 ? [(1...depth).reversed().map { "level\($0)" }] : []))
            #expect(isExceeded == (depth > 3))
        }
    }

    @Test func damagedArchivesAreSearchedAsTheyLie() throws {
        let archive = [0x50, 0x4b, 3, 4] + Array(" no zip at all \(token) ".utf8)
        #expect(try find("a.zip", archive).members == [[]])
        let cut = try Compressor.compress(tar("a", Array("t = \(token)\n".utf8)), .gzip).dropLast(9)
        _ = try find("a.tgz", Array(cut))
    }

    @Test func gitsObjectsAreInflated() throws {
        let blob = zlib(Array("blob 45\0T=\(token)\n".utf8))
        let path = "srv/.git/objects/ab/" + String(repeating: "0a", count: 19)
        #expect(try find(path, blob).members == [["git blob"]])
        #expect(try find("srv/other", blob).members == [[]])
        // A pack: a header, and one object of type blob with its size, stored.
        let text = Array("T=\(token)\n".utf8)
        let pack = Array("PACK".utf8) + [0, 0, 0, 2, 0, 0, 0, 2]
        let object = [0xb0 | UInt8(text.count & 15), UInt8(text.count >> 4)] + zlib(text)
        let end = [UInt8](repeating: 0, count: 20)
        #expect(
            try find("objects/pack/pack-1.pack", pack + object + object + end).members == [["git blob"], ["git blob"]])
        _ = try find("objects/pack/pack-1.pack", pack + [0xff, 0xff, 0xff])
    }

    /// gitformat-pack: objects of four million zeros are a few kilobytes each. What they make is bounded by the pack.
    @Test func whatAPackMakesIsBoundedByItsSize() throws {
        let packed = try Compressor.compress([UInt8](repeating: 0, count: 4 << 20), .gzip).dropFirst(10).dropLast(8)
        let high = (4 << 20) % 65521
        let stream = [0x78, 0x9c] + packed + [UInt8(high >> 8), UInt8(high & 0xff), 0, 1]
        let object = [0xb0, 0x80, 0x80, 0x08] + stream
        let pack = Array("PACK".utf8) + [0, 0, 0, 2, 0, 0, 0, 2]
        let bytes = pack + [[UInt8]](repeating: object, count: 40).flatMap(\.self) + [UInt8](repeating: 0, count: 20)
        let room = UnpackingBudget(file: Int64(bytes.count))
        var unpacked = 0
        GitObjects.read(bytes, at: FilePath(Array("a.pack".utf8)), within: room) { unpacked += $1.count }
        #expect(unpacked > 0 && unpacked <= UnpackingBudget(file: Int64(bytes.count)).left)
        #expect(room.isExceeded)
        #expect(try find("objects/pack/a.pack", bytes).isExceeded)
    }

    /// A stream of zlib with one stored block (RFC 1950, RFC 1951).
    private func zlib(_ bytes: [UInt8]) -> [UInt8] {
        let length = UInt16(bytes.count)
        var sums: (UInt32, UInt32) = (1, 0)
        for byte in bytes {
            sums.0 = (sums.0 + UInt32(byte)) % 65521
            sums.1 = (sums.1 + sums.0) % 65521
        }
        let head = [0x78, 0x01, 1, UInt8(length & 255), UInt8(length >> 8), UInt8(~length & 255), UInt8(~length >> 8)]
        let sum = [sums.1 >> 8, sums.1 & 255, sums.0 >> 8, sums.0 & 255].map { UInt8($0) }
        return head + bytes + sum
    }
}
