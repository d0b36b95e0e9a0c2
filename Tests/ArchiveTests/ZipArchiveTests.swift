import Archive
import TestSupport
import Testing

/// Zip archives, from memory and from disk alike.
@Suite struct ZipArchiveTests {
    private let directory: TemporaryDirectory
    private let room = UnpackingBudget(file: 1 << 20)

    init() throws { directory = try TemporaryDirectory() }

    /// The same archive from both kinds of source.
    private func open(_ bytes: [UInt8]) throws -> [ZipArchive] {
        [try ZipArchive(bytes), try ZipArchive(FileWindow(opening: directory.write(bytes, to: "a.zip")))]
    }

    /// `print("hello")` five times, deflated by zlib.
    static let deflated: [UInt8] = [
        0x2b, 0x28, 0xca, 0xcc, 0x2b, 0xd1, 0x50, 0xca, 0x48, 0xcd, 0xc9, 0xc9, 0x57, 0xd2, 0xe4, 0x2a, 0xa0, 0x80,
        0x0b, 0x00,
    ]

    /// An archive of members as a writer writes it; `count` times in the directory where they share their bytes.
    static func archive(
        _ members: [(name: String, contents: [UInt8], method: Int, size: Int)], repeating count: Int = 1,
        head: [UInt8] = [], comment: [UInt8] = []
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
        directory = [[UInt8]](repeating: directory, count: count).flatMap(\.self)
        bytes += directory + [0x50, 0x4b, 5, 6] + number(0, 4) + number(members.count, 2) + number(members.count, 2)
        return bytes + number(directory.count, 4) + number(start, 4) + number(comment.count, 2) + comment
    }

    static func number(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: $0 < 8 ? value >> ($0 * 8) : 0) }
    }

    static let plain = archive([("a.txt", Array("hello".utf8), 0, 5), ("dir/b.txt", deflated, 8, 75)])

    private static let withHead = archive(
        [("a.txt", Array("hello".utf8), 0, 5), ("dir/b.txt", deflated, 8, 75)],
        head: Array("#!/bin/sh\nexec java\n".utf8), comment: [0x50, 0x4b, 5, 6])

    @Test(arguments: [plain, withHead, large(plain), large(withHead, head: 20, comment: 4)])
    func membersAreListedAndRead(_ bytes: [UInt8]) throws {
        for archive in try open(bytes) {
            let members = try archive.members()
            #expect(members.map { String(decoding: $0.name, as: UTF8.self) } == ["a.txt", "dir/b.txt"])
            #expect(
                try archive.contents(of: members[0], limit: 100, within: room)
                    == Array("hello".utf8))
            let text = String(
                decoding: try archive.contents(of: members[1], limit: 100, within: room),
                as: UTF8.self)
            #expect(text == String(repeating: "print(\"hello\")\n", count: 5))
        }
    }

    /// The same as a zip64 archive: all ones in the old record at the end, the numbers in the new one. A head is not
    /// counted in the locator, as in the other offsets.
    private static func large(_ bytes: [UInt8], head: Int = 0, comment: Int = 0) -> [UInt8] {
        let end = bytes.count - 22 - comment
        let zeros = [UInt8](repeating: 0, count: 4)
        let record =
            [0x50, 0x4b, 6, 6] + number(44, 8) + number(45, 2) + number(45, 2) + zeros + zeros + number(2, 8)
            + number(2, 8) + bytes[(end + 12)..<(end + 16)] + zeros + bytes[(end + 16)..<(end + 20)] + zeros
        let locator = [0x50, 0x4b, 6, 7] + zeros + number(end - head, 8) + number(1, 4)
        let old = [0x50, 0x4b, 5, 6] + zeros + [UInt8](repeating: 0xFF, count: 12) + [0, 0]
        return Array(bytes[..<end]) + record + locator + old
    }

    @Test func numbersOfMoreThanFourGigabytesAreInTheExtraField() throws {
        let extra = Self.number(1, 2) + Self.number(24, 2) + Self.number(5, 8) + Self.number(5, 8) + Self.number(0, 8)
        var directory: [UInt8] = [0x50, 0x4b, 1, 2] + Self.number(0, 16)
        directory += [UInt8](repeating: 0xFF, count: 8) + Self.number(1, 2) + Self.number(extra.count, 2)
        directory += Self.number(0, 10) + [UInt8](repeating: 0xFF, count: 4) + [0x61] + extra
        let member = [0x50, 0x4b, 3, 4] + Self.number(0, 22) + Self.number(1, 4) + [0x61] + Array("hello".utf8)
        let end = [0x50, 0x4b, 5, 6] + Self.number(0, 8) + Self.number(directory.count, 4)
        for archive in try open(member + directory + end + Self.number(member.count, 4) + [0, 0]) {
            let members = try archive.members()
            #expect(members.map(\.size) == [5])
            #expect(
                try archive.contents(of: members[0], limit: 5, within: room)
                    == Array("hello".utf8))
        }
    }

    @Test func claimsAboveTheLimitAreNotUnpacked() throws {
        for archive in try open(Self.plain) {
            #expect(throws: ArchiveError.self) {
                try archive.contents(of: archive.members()[1], limit: 74, within: room)
            }
        }
        // A claim that is too small does not help.
        for liar in try open(Self.archive([("b", Self.deflated, 8, 1)])) {
            #expect(throws: ArchiveError(.tooLarge, "a member of the zip archive cannot be unpacked")) {
                try liar.contents(of: liar.members()[0], limit: 10, within: room)
            }
        }
        for liar in try open(Self.archive([("a", Array("hello".utf8), 0, 1)])) {
            #expect(throws: ArchiveError(.tooLarge, "a member of the zip archive is too large")) {
                try liar.contents(of: liar.members()[0], limit: 4, within: room)
            }
        }
    }

    @Test func contentsThatTheArchiveDoesNotHave() throws {
        var short = Self.archive([("a", Array("hello".utf8), 0, 5)])
        let claim = short.count - 22 - 47 + 20
        short[claim + 2] = 1
        for archive in try open(short) {
            #expect(throws: ArchiveError.self) {
                try archive.contents(of: archive.members()[0], limit: 1 << 20, within: room)
            }
        }
    }

    @Test func whatIsNoArchiveIsRefused() {
        let noDirectory = [0x50, 0x4b, 5, 6] + Self.number(0, 8) + Self.number(9999, 8) + [0, 0]
        let text = Array("text".utf8)
        for bytes in [[], text, [UInt8](repeating: 0, count: 100_000), noDirectory, Array(Self.plain.dropLast(10))] {
            #expect(throws: ArchiveError.self) { try open(bytes) }
            #expect(throws: ArchiveError.self) { try ZipArchive(bytes) }
        }
    }

    @Test func otherMethodsAreSaidNotGuessed() throws {
        for archive in try open(Self.archive([("x", [1, 2, 3], 12, 3)])) {
            #expect(throws: ArchiveError.self) {
                try archive.contents(of: archive.members()[0], limit: 10, within: room)
            }
        }
    }

    @Test(arguments: [plain, large(plain)])
    func everyCutAndEveryFlippedByteIsSurvived(_ bytes: [UInt8]) {
        for length in 0..<bytes.count { read(Array(bytes.prefix(length))) }
        for place in bytes.indices {
            for value in [UInt8(0), 0x7f, 0xff] {
                var damaged = bytes
                damaged[place] = value
                #expect(read(damaged) <= 4096)
            }
        }
    }

    @discardableResult
    private func read(_ bytes: [UInt8]) -> Int {
        guard let archive = try? ZipArchive(bytes), let members = try? archive.members() else { return 0 }
        return members.reduce(0) {
            $0 + ((try? archive.contents(of: $1, limit: 1024, within: room))?.count ?? 0)
        }
    }
}

extension ZipArchive {
    /// All members, in their order.
    fileprivate func members() throws -> [ZipMember] {
        var members: [ZipMember] = []
        try forEachMember {
            members.append($0)
            return true
        }
        return members
    }
}
