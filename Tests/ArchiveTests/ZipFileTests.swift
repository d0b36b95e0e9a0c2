import Archive
import TestSupport
import Testing

/// Zip archives on disk, member by member.
@Suite struct ZipFileTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    private func open(_ bytes: [UInt8]) throws -> ZipFile {
        try ZipFile(FileWindow(opening: directory.write(bytes, to: "a.zip")))
    }

    private func contents(_ file: ZipFile) throws -> [String: String] {
        var contents: [String: String] = [:]
        try file.forEachMember { member in
            let bytes = try file.contents(of: member, limit: 1000)
            contents[String(decoding: member.name, as: UTF8.self)] = String(decoding: bytes, as: UTF8.self)
            return true
        }
        return contents
    }

    @Test func membersOneAfterTheOther() throws {
        #expect(
            try contents(open(ZipReaderTests.plain))
                == ["a.txt": "hello", "dir/b.txt": String(repeating: "print(\"hello\")\n", count: 5)])
    }

    @Test func manyMembersAreReadInPieces() throws {
        let members = (0..<8000).map {
            (String(repeating: "n", count: 60) + "\($0)", Array("\($0)".utf8), 0, "\($0)".utf8.count)
        }
        let file = try open(ZipReaderTests.archive(members))
        var count = 0
        try file.forEachMember { member in
            count += 1
            let contents = try file.contents(of: member, limit: 10)
            #expect(contents == members[count - 1].1)
            return true
        }
        #expect(count == 8000)
    }

    @Test func theVisitorMayStop() throws {
        var count = 0
        try open(ZipReaderTests.plain).forEachMember { _ in
            count += 1
            return false
        }
        #expect(count == 1)
    }

    /// The end of a zip64 archive: all ones in the old record, the numbers in the new one.
    @Test func largeArchives() throws {
        let plain = ZipReaderTests.plain
        let end = plain.count - 22
        let (size, start) = (plain[(end + 12)..<(end + 16)], plain[(end + 16)..<(end + 20)])
        let zeros = [UInt8](repeating: 0, count: 4)
        let record =
            [0x50, 0x4b, 6, 6] + ZipReaderTests.number(44, 8) + ZipReaderTests.number(45, 2)
            + ZipReaderTests.number(45, 2) + zeros + zeros + ZipReaderTests.number(2, 8) + ZipReaderTests.number(2, 8)
            + Array(size) + zeros + Array(start) + zeros
        let locator = [0x50, 0x4b, 6, 7] + zeros + ZipReaderTests.number(end, 8) + ZipReaderTests.number(1, 4)
        let old = [0x50, 0x4b, 5, 6] + zeros + [UInt8](repeating: 0xFF, count: 12) + [0, 0]
        #expect(try contents(open(Array(plain[..<end]) + record + locator + old)).count == 2)
    }

    @Test func whatIsNoZip() throws {
        for bytes in [[], Array("text".utf8), Array(ZipReaderTests.plain.dropLast(10))] as [[UInt8]] {
            #expect(throws: ArchiveError.self) { try open(bytes) }
        }
        var lying = ZipReaderTests.plain
        for index in (lying.count - 10)..<(lying.count - 2) { lying[index] = 0xEE }
        #expect(throws: ArchiveError.self) { try open(lying) }
    }

    @Test func claimsAreBounded() throws {
        let file = try open(ZipReaderTests.archive([("a", Array("hello".utf8), 0, 1 << 40), ("b", [1, 2], 99, 2)]))
        try file.forEachMember { member in
            #expect(throws: ArchiveError.self) { try file.contents(of: member, limit: 4) }
            return true
        }
    }

    @Test func damagedArchivesDoNoHarm() throws {
        var random = SeededRandom(seed: 5)
        for _ in 0..<300 {
            var bytes = ZipReaderTests.plain
            for _ in 0..<3 {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8(truncatingIfNeeded: random.next())
            }
            guard let file = try? open(bytes) else { continue }
            var count = 0
            try? file.forEachMember { member in
                count += 1
                _ = try? file.contents(of: member, limit: 1000)
                return count < 100
            }
            #expect(count < 100)
        }
    }
}
