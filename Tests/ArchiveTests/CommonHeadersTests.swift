import TestSupport
import Testing

@testable import Archive

/// What is read without libarchive is held against libarchive, entry by entry and byte by byte.
@Suite("Headers that are common")
struct CommonHeadersTests {
    /// All that a reader tells of a tar, to its end or to its failure.
    private struct Account: Equatable {
        var entries: [TarEntry] = []
        var offsets: [Int64] = []
        var hashes: [UInt64?] = []
        var warnings: [String] = []
        var failure: String?
        /// How many entries came before the first that libarchive read.
        var commonCount = 0

        init(of window: FileWindow, byLibarchive: Bool, readsBodies: Bool) {
            do {
                let reader = try byLibarchive ? TarReader(wholeByLibarchive: window) : TarReader(window)
                defer { warnings = reader.warnings }
                while let entry = try reader.next() {
                    entries.append(entry)
                    offsets.append(reader.bodyOffset)
                    if !reader.isReadByLibarchive { commonCount += 1 }
                    if readsBodies { hashes.append(try reader.hashContents()) }
                }
            } catch {
                failure = "\(error.kind): \(error.message)"
            }
        }

        /// The entries with names as libarchive gives them: composed, which texts that are equal need not be.
        private var names: [[String]] {
            entries.map { [String(decoding: $0.path, as: UTF8.self), String(decoding: $0.linkTarget, as: UTF8.self)] }
        }

        /// The entries without names.
        private var nameless: [TarEntry] {
            entries.map { entry in
                var entry = entry
                (entry.path, entry.linkTarget) = ([], [])
                return entry
            }
        }

        static func == (one: Account, other: Account) -> Bool {
            one.names == other.names && one.nameless == other.nameless && one.offsets == other.offsets
                && one.hashes == other.hashes
                && one.warnings == other.warnings && one.failure == other.failure
        }
    }

    /// How many entries were read without libarchive; both tell the same, or the test fails.
    @discardableResult
    private func compare(_ window: FileWindow, _ comment: Comment? = nil) -> Int {
        var count = 0
        for readsBodies in [false, true] {
            let own = Account(of: window, byLibarchive: false, readsBodies: readsBodies)
            let oracle = Account(of: window, byLibarchive: true, readsBodies: readsBodies)
            #expect(own == oracle, comment)
            count = own.commonCount
        }
        return count
    }

    private func commonCount(of bytes: [UInt8], _ comment: Comment? = nil) throws -> Int {
        try compare(window(bytes), comment)
    }

    private let kinds: [TarMember] = [
        TarMember(path: "./", type: "5", mode: 0o755), TarMember(path: "bin/tool", mode: 0o4755, contents: [1, 2, 3]),
        TarMember(path: "bin/link", type: "2", linkName: "tool"),
        TarMember(path: "bin/again", type: "1", linkName: "bin/tool"),
        TarMember(path: "dev/null", type: "3"), TarMember(path: "dev/sda", type: "4"),
        TarMember(path: "pipe", type: "6"),
        TarMember(path: "long/" + String(repeating: "n", count: 140), contents: Array(repeating: 7, count: 70_000)),
        TarMember(path: "é/漢字", contents: Array(repeating: 8, count: 512)),
    ]

    @Test("are those that builders write", arguments: [TarWriter.Format.ustar, .gnu, .pax])
    func common(format: TarWriter.Format) throws {
        #expect(try commonCount(of: TarWriter.tar(kinds, format: format)) == kinds.count)
        for compression in Compression.allCases {
            #expect(
                try commonCount(of: Compressor.compress(TarWriter.tar(kinds, format: format), compression))
                    == kinds.count)
        }
    }

    @Test("take over the records that builders write")
    func records() throws {
        var member = TarMember(path: "short", contents: Array("hello".utf8))
        member.records = [
            PaxRecord("path", "e\u{301}/" + String(repeating: "漢", count: 90)),
            PaxRecord("mtime", "1700000000.987654321"),
            PaxRecord("atime", "1"), PaxRecord("ctime", "2.5"), PaxRecord("uid", "4294967294"),
            PaxRecord("gid", "99999999"),
            PaxRecord("uname", "é"), PaxRecord("gname", "g"), PaxRecord("size", "5"),
            PaxRecord("SCHILY.xattr.security.capability", [1, 0, 0, 2, 0xff]), PaxRecord("SCHILY.xattr.user.a", "b=c"),
        ]
        var link = TarMember(path: "link", type: "2", linkName: "e")
        link.records = [PaxRecord("linkpath", "e\u{301}")]
        #expect(try commonCount(of: TarWriter.tar([member, link, member])) == 3)
    }

    @Test(
        "are not those that readers differ in, nor any behind one",
        arguments: [
            "comment", "GNU.sparse.major", "SCHILY.acl.access", "hdrcharset", "RHT.security.selinux", "MSWINDOWS.x",
        ])
    func otherRecords(key: String) throws {
        var odd = TarMember(path: "odd")
        odd.records = [PaxRecord(key, "1")]
        #expect(try commonCount(of: TarWriter.tar([kinds[1], odd, kinds[1]])) == 1)
    }

    @Test(
        "are not those with odd values",
        arguments: [
            PaxRecord("path", [0xff, 0x41]), PaxRecord("path", "a\0b"), PaxRecord("path", ""), PaxRecord("path", "a/"),
            PaxRecord("mtime", "-1"), PaxRecord("mtime", "1.x"), PaxRecord("mtime", ""), PaxRecord("uid", "-1"),
            PaxRecord("uid", "1 "), PaxRecord("size", "0x5"), PaxRecord("linkpath", "x"),
            PaxRecord("SCHILY.xattr.", "x"),
            PaxRecord("size", "9999999999999999999"),
        ])
    func oddValues(record: PaxRecord) throws {
        var odd = TarMember(path: "odd", contents: Array("hello".utf8))
        odd.records = [record]
        #expect(try commonCount(of: TarWriter.tar([kinds[1], odd, kinds[1]])) == 1)
    }

    // Go, GNU tar and containers/storage keep letters apart from their marks; libarchive composes names in records.
    @Test("keep names in records as they are")
    func decomposed() throws {
        let name = Array("cafe\u{301}".utf8)
        // Go leaves what is not ASCII out of the header: of some names nothing is left.
        for rest in ["cafe", ""] {
            var member = TarMember(path: rest, type: "2", linkName: rest)
            member.records = [PaxRecord("path", name), PaxRecord("linkpath", name)]
            let entry = try #require(try entries(TarWriter.tar([member])).first)
            #expect(entry.path == name && entry.linkTarget == name)
        }
    }

    // Only a header of type S has a sparse map for GNU tar and Go; libarchive takes what stands there for one.
    @Test("have no sparse map unless their type says so")
    func noSparseMap() throws {
        var member = TarMember(path: "file", contents: Array("hello".utf8))
        member.header.overrides[.sparse] = Array(repeating: UInt8(ascii: "1"), count: 109)
        let found = try entries(TarWriter.tar([member, kinds[1]], format: .gnu))
        #expect(found.map(\.size) == [5, 3])
    }

    private static let fields: [TarHeader.Field] = [
        .name, .mode, .userID, .groupID, .size, .modified, .checksum, .type, .linkName, .magic, .userName, .deviceMajor,
        .deviceMinor, .prefix,
    ]

    // 4,000 tars, each with a field that holds something else: digits, blanks, base 256, signs, slashes, other types.
    @Test("tell the same as libarchive, whatever a field holds")
    func anyField() throws {
        var random = SeededRandom(seed: 20_261_130)
        let values: [[UInt8]] = [
            [], [0x20], Array("0000005 ".utf8), Array(" 5\0".utf8), Array("00000000005".utf8), Array("7777777".utf8),
            [0x80, 0, 0, 0, 0, 0, 0, 5], [0xff, 0xff], Array("-1".utf8), Array("8".utf8), Array("5x".utf8),
            Array("5\0 6".utf8),
            Array("a/b".utf8), Array("/".utf8), Array("a\0/".utf8), Array("ustar".utf8), Array("ustar\u{0} \u{0}".utf8),
            Array("7".utf8), Array("g".utf8), Array("S".utf8), Array("D".utf8), Array("V".utf8), Array("x".utf8),
        ]
        var common = 0
        for number in 0..<4_000 {
            var writer = TarWriter(format: [.ustar, .gnu, .pax].randomElement(using: &random) ?? .ustar)
            for place in 0..<5 {
                var member = kinds.randomElement(using: &random) ?? kinds[1]
                if place == 2, let field = Self.fields.randomElement(using: &random) {
                    member.header.overrides[field] = values.randomElement(using: &random) ?? []
                }
                writer.add(member)
            }
            writer.finish()
            common += try commonCount(of: writer.bytes, "tar \(number)")
        }
        #expect(common > 10_000)
    }

    @Test("tell the same as libarchive of tars that are cut or of which bytes are changed")
    func damaged() throws {
        var random = SeededRandom(seed: 5)
        for format in [TarWriter.Format.ustar, .gnu, .pax] {
            let whole = TarWriter.tar(kinds, format: format)
            for _ in 0..<600 {
                var bytes = Array(whole.prefix(.random(in: 0...whole.count, using: &random)))
                if !bytes.isEmpty, Bool.random(using: &random) {
                    bytes[.random(in: 0..<bytes.count, using: &random)] = .random(in: 0...255, using: &random)
                }
                try compare(window(bytes))
            }
        }
    }

    @Test(
        "tell the same as libarchive of every tar of the public collection",
        .enabled(if: SharedImages.isPresent, "../shared/images is not on this machine"))
    func publicTars() throws {
        let files = try Shell.run("find", [SharedImages.path("public/tar"), "-type", "f"]).text
        // The one with a GNU header whose fields for sparse files hold something else.
        for path in files.split(separator: "\n") where !path.hasSuffix("/nil-uid.tar") {
            guard let window = try? FileWindow(opening: String(path)) else { continue }
            compare(window, "\(path)")
        }
    }
}
