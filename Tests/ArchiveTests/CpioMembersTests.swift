import Archive
import TestSupport
import Testing

/// A cpio as rpm packages and initramfs have it, compressed (cpio(5), "New ASCII Format").
@Suite("A cpio in a file")
struct CpioMembersTests {
    private func header(mode: Int = 0o100644, size: Int, nameLength: Int) -> [UInt8] {
        let numbers = [1, mode, 0, 0, 1, 0, size, 0, 0, 0, 0, nameLength, 0]
        let digits = numbers.map { number in
            let text = String(number, radix: 16)
            return String(repeating: "0", count: 8 - text.count) + text
        }
        return Array(("070701" + digits.joined()).utf8)
    }

    private func member(_ name: String, mode: Int = 0o100644, _ contents: String = "") -> [UInt8] {
        func padded(_ bytes: [UInt8]) -> [UInt8] { bytes + [UInt8](repeating: 0, count: (4 - bytes.count % 4) % 4) }
        let name = Array(name.utf8) + [0]
        let contents = Array(contents.utf8)
        return padded(header(mode: mode, size: contents.count, nameLength: name.count) + name) + padded(contents)
    }

    /// What is given out of it, `name=contents`, and why it ended.
    private func read(_ cpio: [UInt8]) throws -> (files: [String], stop: MemoryArchive.Stop) {
        let packed = try Compressor.compress(cpio, .gzip)
        var files: [String] = []
        let stop = MemoryArchive.read(packed, within: UnpackingBudget(file: Int64(packed.count))) { name in
            files.append(String(decoding: name, as: UTF8.self) + "=")
        } body: { piece in
            files[files.count - 1] += String(decoding: piece, as: UTF8.self)
        } end: {
            files[files.count - 1] += "."
        }
        return (files, stop)
    }

    @Test func givesOutItsFiles() throws {
        let long = String(repeating: "text ", count: 40_000)
        let cpio =
            member("etc", mode: 0o040755) + member("etc/a", "abc") + member("etc/empty")
            + member("l", mode: 0o120777, "a")
            + member("long", long) + member("TRAILER!!!") + [UInt8](repeating: 0, count: 512)
        let (files, stop) = try read(cpio)
        #expect(files == ["etc/a=abc.", "etc/empty=.", "long=\(long)."])
        #expect(stop == .end)
    }

    @Test func isDamagedWhereItIsCutOrIsNone() throws {
        let start = member("a", "abc")
        for rest in [
            [], Array("070701".utf8), Array(repeating: UInt8(ascii: "x"), count: 200), member("b", "d").dropLast(3),
        ] {
            let (files, stop) = try read(start + rest)
            #expect(files.first == "a=abc.")
            #expect(stop == .damaged)
        }
    }

    /// libarchive's reader reserves what a name claims to take, and so would 2 GiB here.
    @Test func reservesNothingForANameThatIsClaimed() throws {
        let before = try AddressSpace.peak()
        let (files, stop) = try read(member("a", "abc") + header(size: 0, nameLength: 0x7fff_fff0) + [0x62, 0])
        #expect(files == ["a=abc."] && stop == .damaged)
        #expect(try AddressSpace.peak() - before < 1 << 30)
    }
}
