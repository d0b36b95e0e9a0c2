import Archive
import Glibc
import TestSupport
import Testing

@Suite("A tar's entries")
struct TarReaderTests {
    @Test("come with names, kinds, owners, times and links", arguments: TarWriter.Format.allCases)
    func headers(format: TarWriter.Format) throws {
        var file = TarMember(path: "bin/tool", mode: 0o4755, contents: Array("hello".utf8))
        file.header.userID = 1000
        file.header.groupID = 100
        file.header.modified = 1_700_000_000
        let tar = TarWriter.tar(
            [
                TarMember(path: "bin/", type: "5", mode: 0o755), file,
                TarMember(path: "bin/link", type: "2", linkName: "tool"),
                TarMember(path: "bin/again", type: "1", linkName: "bin/tool"),
            ], format: format)
        let found = try entries(tar)
        #expect(found.map(\.kind) == [.directory, .regularFile, .symbolicLink, .hardLink])
        #expect(found[1].mode == 0o4755)
        #expect(found[1].userID == 1000)
        #expect(found[1].groupID == 100)
        #expect(found[1].size == 5)
        #expect(found[1].modified == 1_700_000_000)
        #expect(found[2].linkTarget == Array("tool".utf8))
        #expect(found[3].linkTarget == Array("bin/tool".utf8))
    }

    @Test("keep names longer than a header has room for", arguments: [TarWriter.Format.ustar, .gnu, .pax])
    func longNames(format: TarWriter.Format) throws {
        let name = (0..<40).map { "directory-\($0)" }.joined(separator: "/")
        let target = String(repeating: "t", count: 300)
        let tar = TarWriter.tar([TarMember(path: name, type: "2", linkName: target)], format: format)
        let entry = try #require(try entries(tar).first)
        #expect(entry.path == Array(name.utf8))
        #expect(entry.linkTarget == Array(target.utf8))
    }

    @Test("keep names of any bytes", arguments: [TarWriter.Format.ustar, .gnu, .pax])
    func anyBytes(format: TarWriter.Format) throws {
        for name: [UInt8] in [[0xff, 0xfe, 0x41], [0x1b, 0x5b, 0x33, 0x31, 0x6d], Array("e\u{301}é漢字".utf8)] {
            let reader = try TarReader(window(TarWriter.tar([TarMember(path: name)], format: format)))
            #expect(try reader.next()?.path == name)
            #expect(reader.warnings.isEmpty)
        }
    }

    // libarchive asks for the wide form of a file's name. Where a character is cut off at its end, mbrtowc gives −2 and
    // leaves errno alone, and archive_entry_pathname_w ends the process if that is ENOMEM, from whenever (3.6.2).
    @Test("are read after memory was short elsewhere", arguments: [TarWriter.Format.ustar, .gnu, .pax])
    func afterAnOlderFailure(format: TarWriter.Format) throws {
        let reader = try TarReader(window(TarWriter.tar([TarMember(path: [0x41, 0xc3])], format: format)))
        errno = ENOMEM
        #expect(try reader.next()?.path == [0x41, 0xc3])
    }

    @Test("keep long PAX names that are not ASCII")
    func longUnicode() throws {
        let name = String(repeating: "漢字/", count: 60) + "é"
        #expect(try paths(TarWriter.tar([TarMember(path: name)], format: .pax)) == [name])
    }

    @Test("keep negative times, large owners and devices")
    func numbers() throws {
        var device = TarMember(path: "null", type: "3")
        device.header.deviceMajor = 1
        device.header.deviceMinor = 3
        device.header.modified = -86_400
        device.header.userID = 2_147_483_646
        for format in [TarWriter.Format.gnu, .pax] {
            let entry = try #require(try entries(TarWriter.tar([device], format: format)).first)
            #expect(entry.kind == .characterDevice)
            #expect([entry.deviceMajor, entry.deviceMinor] == [1, 3])
            #expect(entry.modified == -86_400)
            #expect(entry.userID == 2_147_483_646)
        }
    }

    @Test("tell extended attributes, which may be binary")
    func extendedAttributes() throws {
        var file = TarMember(path: "ping")
        file.records = [PaxRecord("SCHILY.xattr.security.capability", [1, 0, 0, 2, 0])]
        let entry = try #require(try entries(TarWriter.tar([file], format: .pax)).first)
        #expect(entry.extendedAttributes == [ExtendedAttribute(name: "security.capability", value: [1, 0, 0, 2, 0])])
    }

    @Test("add no size for a hard link, even where the header claims one")
    func hardLinkSize() throws {
        var header = TarHeader(.ustar, name: Array("link".utf8))
        header.type = "1"
        header.linkName = Array("file".utf8)
        var writer = TarWriter()
        writer.add(TarMember(path: "file", contents: [1, 2, 3]))
        writer.addRaw(header)
        writer.finish()
        #expect(try entries(writer.bytes).map(\.size) == [3, 0])
    }

    @Test("are found whether bodies are read or passed over, in every compression", arguments: Compression.allCases)
    func compressions(compression: Compression) throws {
        let contents = (0..<20).map { [UInt8](repeating: UInt8($0), count: $0 * 700) }
        let members = contents.enumerated().map { TarMember(path: "file\($0.offset)", contents: $0.element) }
        let tar = try Compressor.compress(TarWriter.tar(members), compression)
        #expect(try paths(tar) == (0..<20).map { "file\($0)" })
        let reader = try TarReader(window(tar))
        for body in contents {
            _ = try #require(try reader.next())
            #expect(try readAll(reader.read) == body)
        }
        #expect(try reader.next() == nil)
    }

    @Test("know where their body starts, and their place")
    func bodyOffset() throws {
        let tar = TarWriter.tar([TarMember(path: "a", contents: [1]), TarMember(path: "b", contents: [2])])
        let reader = try TarReader(window(tar))
        _ = try reader.next()
        #expect(reader.bodyOffset == 512)
        _ = try reader.next()
        #expect(reader.bodyOffset == 1536)
        #expect(reader.ordinal == 1)
    }

    @Test("read sparse files with zeros in the holes", arguments: SparseFile.Form.allCases)
    func sparse(form: SparseFile.Form) throws {
        let data = [UInt8](repeating: 7, count: 512)
        let file = SparseFile("sparse", size: 4096, [.init(at: 1024, data)], form: form)
        let tar = TarWriter.tar([file.member], format: form == .gnu ? .gnu : .pax)
        let expected = [UInt8](repeating: 0, count: 1024) + data + [UInt8](repeating: 0, count: 2560)
        let reader = try TarReader(window(tar))
        let entry = try #require(try reader.next())
        #expect(entry.size == 4096)
        #expect(try readAll(reader.read) == expected)
        let again = try TarReader(window(tar))
        _ = try again.next()
        var hasher = ContentHasher()
        expected.withUnsafeBytes { hasher.update($0) }
        #expect(try again.hashContents() == hasher.finish())
        let inPieces = try TarReader(window(tar))
        _ = try inPieces.next()
        var pieces: [UInt8] = []
        let isWhole = try inPieces.readPieces { piece in
            piece.withUnsafeBytes { pieces.append(contentsOf: $0) }
            return true
        }
        #expect(isWhole && pieces == expected)
    }

    @Test("go on with the next entry when nobody wants more of a body")
    func abandonedBody() throws {
        let tar = TarWriter.tar([
            TarMember(path: "a", contents: Array(repeating: 1, count: 1 << 20)), TarMember(path: "b", contents: [2]),
        ])
        let reader = try TarReader(window(tar))
        _ = try reader.next()
        #expect(try !reader.readPieces { _ in false })
        #expect(try reader.next()?.path == Array("b".utf8))
        #expect(try readAll(reader.read) == [2])
    }

    @Test("give no hash for a sparse file that claims more than a gibibyte of holes")
    func hugeHoles() throws {
        let data = [UInt8](repeating: 7, count: 512)
        let file = SparseFile("sparse", size: 1 << 40, [.init(at: 0, data)], form: .pax10)
        let reader = try TarReader(window(TarWriter.tar([file.member], format: .pax)))
        #expect(try reader.next()?.size == 1 << 40)
        #expect(try reader.hashContents() == nil)
        #expect(try reader.next() == nil)
    }
}
