import Archive
import Testing

/// Zip archives in memory.
@Suite struct ZipReaderTests {
    /// `print("hello")` five times, deflated by zlib.
    static let deflated: [UInt8] = [
        0x2b, 0x28, 0xca, 0xcc, 0x2b, 0xd1, 0x50, 0xca, 0x48, 0xcd, 0xc9, 0xc9, 0x57, 0xd2, 0xe4, 0x2a, 0xa0, 0x80,
        0x0b, 0x00,
    ]

    /// An archive of members as a writer writes it.
    static func archive(
        _ members: [(name: String, contents: [UInt8], method: Int, size: Int)], head: [UInt8] = [],
        comment: [UInt8] = []
    ) -> [UInt8] {
        var bytes = head
        var directory: [UInt8] = []
        for member in members {
            let offset = bytes.count - head.count
            let common =
                number(0, 2) + number(member.method, 2) + number(0, 8) + number(member.contents.count, 4)
                + number(member.size, 4) + number(member.name.utf8.count, 2)
            bytes += [0x50, 0x4b, 3, 4] + number(20, 2) + common + number(0, 2) + Array(member.name.utf8)
            bytes += member.contents
            directory += [0x50, 0x4b, 1, 2] + number(20, 4) + common + number(0, 12) + number(offset, 4)
            directory += Array(member.name.utf8)
        }
        let start = bytes.count - head.count
        bytes += directory + [0x50, 0x4b, 5, 6] + number(0, 4) + number(members.count, 2) + number(members.count, 2)
        return bytes + number(directory.count, 4) + number(start, 4) + number(comment.count, 2) + comment
    }

    static func number(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: $0 < 8 ? value >> ($0 * 8) : 0) }
    }

    static let plain = archive([("a.txt", Array("hello".utf8), 0, 5), ("dir/b.txt", deflated, 8, 75)])

    @Test(arguments: [
        plain,
        archive(
            [("a.txt", Array("hello".utf8), 0, 5), ("dir/b.txt", deflated, 8, 75)],
            head: Array("#!/bin/sh\nexec java\n".utf8), comment: [0x50, 0x4b, 5, 6]),
    ])
    func membersAreListedAndRead(_ bytes: [UInt8]) throws {
        let reader = try ZipReader(bytes)
        #expect(reader.members.map { String(decoding: $0.name, as: UTF8.self) } == ["a.txt", "dir/b.txt"])
        #expect(try reader.contents(of: reader.members[0], limit: 100) == Array("hello".utf8))
        let text = String(decoding: try reader.contents(of: reader.members[1], limit: 100), as: UTF8.self)
        #expect(text == String(repeating: "print(\"hello\")\n", count: 5))
    }

    @Test func claimsAboveTheLimitAreNotUnpacked() throws {
        let reader = try ZipReader(Self.plain)
        #expect(throws: ArchiveError.self) { try reader.contents(of: reader.members[1], limit: 74) }
        // A claim that is too small does not help.
        let liar = try ZipReader(Self.archive([("b", Self.deflated, 8, 1)]))
        #expect(throws: ArchiveError(.tooLarge, "a member of the zip archive cannot be unpacked")) {
            try liar.contents(of: liar.members[0], limit: 10)
        }
    }

    @Test func whatIsNoArchiveIsRefused() {
        #expect(throws: ArchiveError.self) { try ZipReader([]) }
        #expect(throws: ArchiveError.self) { try ZipReader([UInt8](repeating: 0, count: 100_000)) }
        #expect(throws: ArchiveError.self) {
            try ZipReader([0x50, 0x4b, 5, 6] + Self.number(0, 8) + Self.number(9999, 8) + [0, 0])
        }
    }

    @Test func otherMethodsAreSaidNotGuessed() throws {
        let reader = try ZipReader(Self.archive([("x", [1, 2, 3], 12, 3)]))
        #expect(throws: ArchiveError.self) { try reader.contents(of: reader.members[0], limit: 10) }
    }

    @Test func everyCutAndEveryFlippedByteIsSurvived() {
        for length in 0..<Self.plain.count { read(Array(Self.plain.prefix(length))) }
        for place in Self.plain.indices {
            for value in [UInt8(0), 0x7f, 0xff] {
                var bytes = Self.plain
                bytes[place] = value
                #expect(read(bytes) <= 4096)
            }
        }
    }

    @discardableResult
    private func read(_ bytes: [UInt8]) -> Int {
        guard let reader = try? ZipReader(bytes) else { return 0 }
        return reader.members.reduce(0) { $0 + ((try? reader.contents(of: $1, limit: 1024))?.count ?? 0) }
    }
}
