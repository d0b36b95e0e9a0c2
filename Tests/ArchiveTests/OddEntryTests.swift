import Archive
import TestSupport
import Testing

/// Entries without contents whose headers claim some. 59 such tars were given to GNU tar 1.34, Go's archive/tar 1.19,
/// Python's tarfile and libarchive 3.6.2: GNU tar alone comes to the entry behind each, and so do we.
@Suite("Odd entries")
struct OddEntryTests {
    private static let kinds: [(type: Character, kind: EntryKind)] = [
        ("5", .directory), ("2", .symbolicLink), ("1", .hardLink), ("3", .characterDevice), ("6", .namedPipe),
    ]

    private func found(
        _ type: Character, name: String = "odd", claims: Int64, inRecords: Bool, contents: [UInt8]
    ) throws -> [TarEntry] {
        var writer = TarWriter()
        if inRecords { writer.addRecords([PaxRecord("size", "\(claims)")]) }
        var header = TarHeader(.ustar, name: Array(name.utf8))
        header.type = type
        header.linkName = Array("b".utf8)
        header.size = inRecords ? 0 : claims
        writer.addRaw(header, contents: contents)
        writer.add(TarMember(path: "b", contents: Array("behind".utf8)))
        writer.finish()
        return try entries(writer.bytes)
    }

    @Test("of no contents lose nothing behind them", arguments: kinds.indices, [true, false])
    func withoutContents(place: Int, inRecords: Bool) throws {
        let (type, kind) = Self.kinds[place]
        let entries = try found(type, claims: 4, inRecords: inRecords, contents: [])
        #expect(entries.map(\.kind) == [kind, .regularFile])
        #expect(entries.map(\.size) == [0, 6])
        let withContents = try found(type, claims: 700, inRecords: inRecords, contents: Array(repeating: 9, count: 700))
        #expect(withContents.map(\.kind) == [kind, .regularFile])
        #expect(withContents.last?.size == 6)
    }

    // buildah 1.28 (containers/storage) makes the file `slash` of 4 bytes, as Go reads it.
    @Test("A file whose name ends with a slash is one where it has contents, by its type")
    func slash() throws {
        for type: Character in ["0", "7"] {
            let file = try found(type, name: "slash/", claims: 4, inRecords: false, contents: Array("data".utf8))
            #expect(file.map(\.kind) == [.regularFile, .regularFile] && file.map(\.size) == [4, 6])
        }
        let old = try found("\0", name: "slash/", claims: 4, inRecords: false, contents: Array("data".utf8))
        #expect(old.map(\.kind) == [.directory, .regularFile])
        let empty = try found("0", name: "slash/", claims: 0, inRecords: false, contents: [])
        #expect(empty.map(\.kind) == [.directory, .regularFile])
    }

    // Go's archive/tar refuses such a record, GNU tar and libarchive cut the name.
    @Test("whose long name has a NUL are said to be cut", arguments: ["path", "linkpath", "GNU.sparse.name", "L", "K"])
    func namesCutAtANUL(place: String) throws {
        let name = Array("nul\0/../../victim".utf8)
        var writer = TarWriter()
        writer.add(TarMember(path: "before", contents: Array(repeating: 1, count: 700)))
        if place.count == 1 {
            var header = TarHeader(.gnu, name: Array("././@LongLink".utf8))
            header.type = Character(place)
            header.size = Int64(name.count)
            writer.addRaw(header, contents: name)
            writer.add(TarMember(path: "a", type: "2", linkName: "b"))
        } else {
            var member = TarMember(path: "a", type: place == "linkpath" ? "2" : "0", linkName: "b")
            member.records = [PaxRecord("SCHILY.xattr.user.x", [0, 1]), PaxRecord(place, name)]
            writer.add(member)
        }
        writer.finish()
        let reader = try TarReader(window(writer.bytes))
        var paths: [String] = []
        while let entry = try reader.next() { paths.append(String(decoding: entry.path, as: UTF8.self)) }
        let isLink = place == "linkpath" || place == "K"
        #expect(paths == ["before", isLink ? "a" : "nul"])
        let sentence = "has a NUL in its name, and what stands behind it was left out"
        #expect(reader.warnings == ["“\(paths[1])” \(sentence)"])
    }

    @Test("whose names end with a NUL, or whose attributes have one, are not")
    func namesThatAreNotCut() throws {
        var member = TarMember(path: Array("a\0behind".utf8))
        member.records = [PaxRecord("SCHILY.xattr.security.capability", [1, 0, 0, 2]), PaxRecord("path", "b")]
        for format in [TarWriter.Format.ustar, .gnu] {
            let long = TarMember(path: String(repeating: "n", count: 300))
            let reader = try TarReader(window(TarWriter.tar([member, long], format: format)))
            while try reader.next() != nil {}
            #expect(reader.warnings.isEmpty)
        }
    }
}
