import Testing

@testable import TestSupport

/// What the writer writes is what other programs read: GNU tar and Python's tarfile are the judges.
struct TarWriterTests {
    /// Prints what Python reads: a line a member with type, mode, owner, size, time, name, link, device, contents' sum.
    static let reader = """
        import sys, tarfile, zlib
        with tarfile.open(sys.argv[1], 'r:') as archive:
            for m in archive:
                body = zlib.crc32(archive.extractfile(m).read()) if m.isfile() else 0
                print(m.type.decode(), oct(m.mode), m.uid, m.gid, m.size, int(m.mtime), ascii(m.name),
                      ascii(m.linkname), m.devmajor, m.devminor, body)
        """

    func python(_ tar: [UInt8]) throws -> [String] {
        let directory = try TemporaryDirectory()
        let path = try directory.write(tar, to: "a.tar")
        let result = try Shell.run("python3", ["-c", Self.reader, path])
        #expect(result.exitCode == 0, "\(result.errorText)")
        return result.text.split(separator: "\n").map(String.init)
    }

    func tar(_ items: any LayerItem..., format: TarWriter.Format = .ustar) -> [UInt8] {
        TarWriter.tar(items.map(\.member), format: format)
    }

    @Test(arguments: TarWriter.Format.allCases)
    func plainMembersInEveryFormat(format: TarWriter.Format) throws {
        let lines = try python(
            tar(
                Directory("d"), File("d/a", "text", mode: 0o4755).owned(by: 7, 8).modified(1_000_000_000),
                Symlink("d/l", to: "a"), HardLink("d/h", to: "d/a"), Device("pipe", .pipe), format: format))
        #expect(
            lines == [
                "5 0o755 0 0 0 0 'd' '' 0 0 0", "0 0o4755 7 8 4 1000000000 'd/a' '' 0 0 999008199",
                "2 0o777 0 0 0 0 'd/l' 'a' 0 0 0", "1 0o644 0 0 0 0 'd/h' 'd/a' 0 0 0",
                "6 0o644 0 0 0 0 'pipe' '' 0 0 0",
            ])
    }

    @Test(arguments: [TarWriter.Format.ustar, .gnu, .pax])
    func devicesKeepTheirNumbers(format: TarWriter.Format) throws {
        let lines = try python(
            tar(Device("c", .character, major: 1, minor: 3), Device("b", .block, major: 8, minor: 1), format: format))
        #expect(lines == ["3 0o644 0 0 0 0 'c' '' 1 3 0", "4 0o644 0 0 0 0 'b' '' 8 1 0"])
    }

    @Test(arguments: [TarWriter.Format.ustar, .gnu, .pax])
    func longNamesAndLinks(format: TarWriter.Format) throws {
        let long = String(repeating: "directory/", count: 30) + "name"
        let lines = try python(tar(File(long, "x"), Symlink("l", to: long), format: format))
        #expect(lines.count == 2)
        #expect(lines.first?.contains("'\(long)'") == true)
        #expect(lines.last?.contains("'l' '\(long)'") == true)
    }

    @Test func ustarSplitsANameAtASlash() throws {
        let name = String(repeating: "d", count: 90) + "/" + String(repeating: "n", count: 90)
        let bytes = tar(File(name, "x"))
        #expect(bytes.count == 512 * 4, "the prefix holds the rest: no member is added")
        #expect(try python(bytes).first?.contains("'\(name)'") == true)
    }

    @Test(arguments: [TarWriter.Format.gnu, .pax])
    func numbersBeyondOctal(format: TarWriter.Format) throws {
        let file = File("a", "x").owned(by: 2_147_483_646, 3_000_000).modified(-100)
        #expect(try python(tar(file, format: format)) == ["0 0o644 2147483646 3000000 1 -100 'a' '' 0 0 2363233923"])
    }

    @Test func everyNumberInBase256() throws {
        let file = File("a", "x").owned(by: 1, 2).changed { $0.header.usesBase256 = true }
        #expect(try python(tar(file, format: .gnu)) == ["0 0o644 1 2 1 0 'a' '' 0 0 2363233923"])
    }

    @Test func anyBytesAreAName() throws {
        let lines = try python(tar(File([0x61, 0xFF, 0x1B], "x")))
        #expect(lines.first?.contains(#"'a\udcff\x1b'"#) == true)
    }

    @Test func recordsOverrideTheHeader() throws {
        let file = File("short", "x").record("path", "other").record("mtime", "12.5").record("comment", "")
        #expect(try python(tar(file, format: .pax)) == ["0 0o644 0 0 1 12 'other' '' 0 0 2363233923"])
    }

    @Test(arguments: [(3, "6 a=b\n"), (90, nil), (91, nil), (92, nil), (990, nil)])
    func aRecordCountsItsOwnDigits(length: Int, expected: String?) {
        let record = length == 3 ? PaxRecord("a", "b") : PaxRecord("k", String(repeating: "v", count: length))
        let text = String(decoding: record.bytes, as: UTF8.self)
        #expect(text.split(separator: " ").first.flatMap { Int($0) } == record.bytes.count)
        if let expected { #expect(text == expected) }
    }

    @Test(arguments: SparseFile.Form.allCases)
    func sparseFiles(form: SparseFile.Form) throws {
        let regions = [
            SparseFile.Region(at: 0, [UInt8](repeating: 7, count: 512)), SparseFile.Region(at: 8192, [4, 5]),
        ]
        let file = SparseFile("s", size: 10_000, regions, form: form)
        let directory = try TemporaryDirectory()
        let path = try directory.write(tar(file, File("after", "x"), format: form == .gnu ? .gnu : .pax), to: "a.tar")
        let result = try Shell.run("tar", ["-xf", path], directory: directory.path)
        #expect(result.exitCode == 0, "\(result.errorText)")
        let read = try Shell.run("od", ["-An", "-tu1", "-v", "-w1", directory.path("s")]).text
            .split(separator: "\n").compactMap { UInt8($0.drop { $0 == " " }) }
        var expected = [UInt8](repeating: 0, count: 10_000)
        for region in regions {
            expected.replaceSubrange(region.offset..<region.offset + region.bytes.count, with: region.bytes)
        }
        let isSame = read == expected
        #expect(isSame, "\(read.count) bytes that differ from the expected ones")
    }

    @Test func fieldsCanHoldAnything() {
        var header = TarHeader(.ustar, name: [0x61])
        header.overrides = [.size: Array("77777777777\0".utf8), .checksum: [1, 2, 3, 4, 5, 6, 7, 8]]
        #expect(Array(header.bytes[124..<136]) == Array("77777777777\0".utf8))
        #expect(Array(header.bytes[148..<156]) == [1, 2, 3, 4, 5, 6, 7, 8])
    }

    @Test func endsAsAsked() {
        var writer = TarWriter()
        writer.addRaw(TarHeader(name: [0x61]), contents: [1, 2, 3], padded: false)
        #expect(writer.bytes.count == 515)
        writer.finish(endBlocks: 1, recordSize: 10_240)
        #expect(writer.bytes.count == 10_240)
    }

    @Test func attributesAreRecordsOfBytes() throws {
        let bytes = tar(File("a").attribute("security.capability", [1, 0, 0, 2]), format: .pax)
        let record = Array("SCHILY.xattr.security.capability=".utf8) + [1, 0, 0, 2, 0x0A]
        #expect(bytes.indices.contains { bytes[$0...].starts(with: record) })
    }
}
