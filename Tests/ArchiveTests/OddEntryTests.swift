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
}
