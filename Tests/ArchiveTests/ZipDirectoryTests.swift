import Archive
import TestSupport
import Testing

/// The directory of zip archives on disk, piece by piece.
@Suite struct ZipDirectoryTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    private func open(_ bytes: [UInt8]) throws -> ZipArchive {
        try ZipArchive(FileWindow(opening: directory.write(bytes, to: "a.zip")))
    }

    private func contents(_ file: ZipArchive) throws -> [String: String] {
        var contents: [String: String] = [:]
        try file.forEachMember { member in
            let bytes = try file.contents(of: member, limit: 1000, within: UnpackingBudget(file: 1 << 20))
            contents[String(decoding: member.name, as: UTF8.self)] = String(decoding: bytes, as: UTF8.self)
            return true
        }
        return contents
    }

    @Test func membersOneAfterTheOther() throws {
        #expect(
            try contents(open(ZipArchiveTests.plain))
                == ["a.txt": "hello", "dir/b.txt": String(repeating: "print(\"hello\")\n", count: 5)])
    }

    @Test func manyMembersAreReadInPieces() throws {
        let members = (0..<8000).map {
            (String(repeating: "n", count: 60) + "\($0)", Array("\($0)".utf8), 0, "\($0)".utf8.count)
        }
        let file = try open(ZipArchiveTests.archive(members))
        var count = 0
        try file.forEachMember { member in
            count += 1
            let contents = try file.contents(of: member, limit: 10, within: UnpackingBudget(file: 1 << 20))
            #expect(contents == members[count - 1].1)
            return true
        }
        #expect(count == 8000)
    }

    @Test func theVisitorMayStop() throws {
        var count = 0
        try open(ZipArchiveTests.plain).forEachMember { _ in
            count += 1
            return false
        }
        #expect(count == 1)
    }

    @Test func aDirectoryThatDoesNotLieInTheFile() throws {
        var lying = ZipArchiveTests.plain
        for index in (lying.count - 10)..<(lying.count - 2) { lying[index] = 0xEE }
        #expect(throws: ArchiveError.self) { try open(lying) }
    }

    @Test func damagedArchivesDoNoHarm() throws {
        var random = SeededRandom(seed: 5)
        for _ in 0..<300 {
            var bytes = ZipArchiveTests.plain
            for _ in 0..<3 {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8(truncatingIfNeeded: random.next())
            }
            guard let file = try? open(bytes) else { continue }
            var count = 0
            try? file.forEachMember { member in
                count += 1
                _ = try? file.contents(of: member, limit: 1000, within: UnpackingBudget(file: 1 << 20))
                return count < 100
            }
            #expect(count < 100)
        }
    }
}
