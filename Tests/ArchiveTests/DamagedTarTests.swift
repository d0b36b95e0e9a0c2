import Archive
import TestSupport
import Testing

@Suite("A tar that is odd or damaged")
struct DamagedTarTests {
    private let members = (0..<4).map { TarMember(path: "file\($0)", contents: .init(repeating: 65, count: 700)) }

    private static let emptyLZ4: [UInt8] = [
        0x04, 0x22, 0x4d, 0x18, 0x64, 0x40, 0xa7, 0, 0, 0, 0, 0x05, 0x5d, 0xcc, 0x02,
    ]

    @Test("is whole without end blocks, without padding, and with bytes after the end")
    func oddEnds() throws {
        var open = TarWriter()
        for member in members { open.add(member) }
        #expect(try paths(open.bytes).count == 4)
        #expect(try paths(open.bytes.dropLast(1024 - 700)).count == 4)
        open.finish()
        open.append(Array("stargz.index.json".utf8))
        #expect(try paths(open.bytes).count == 4)
    }

    @Test("is empty when it has no bytes or only zeros", arguments: [0, 1, 512, 1024, 10_240], Compression.allCases)
    func empty(count: Int, compression: Compression) throws {
        // libarchive 3.6.2 crashes when it writes an empty lz4 file, so that one is spelled out.
        let isEmptyLZ4 = compression == .lz4 && count == 0
        let zeros = [UInt8](repeating: 0, count: count)
        let bytes = try isEmptyLZ4 ? Self.emptyLZ4 : Compressor.compress(zeros, compression)
        #expect(try entries(bytes).isEmpty)
    }

    @Test("is truncated when it ends inside a body, wherever that is", arguments: Compression.allCases)
    func cut(compression: Compression) throws {
        let tar = TarWriter.tar(members)
        // The last body of 700 bytes starts at 5,120.
        for end in [600, 1211, 5121, 5632, 5633, 5819] {
            let bytes = try Compressor.compress(Array(tar[..<end]), compression)
            #expect(errorKind { _ = try entries(bytes) } == .truncated, "cut at \(end)")
        }
        #expect(try entries(Compressor.compress(Array(tar[..<5820]), compression)).count == 4)
    }

    @Test("names the entry that is cut")
    func cutName() throws {
        let cut = Array(TarWriter.tar(members)[..<1000])
        let error = try #require(throws: ArchiveError.self) { _ = try entries(cut) }
        #expect(error.message == "the tar ends in the middle of “file0”")
    }

    @Test("takes no memory for what it claims")
    func hugeClaim() throws {
        var header = TarHeader(.gnu, name: Array("huge".utf8))
        header.size = 1 << 60
        var writer = TarWriter(format: .gnu)
        writer.addRaw(header)
        #expect(errorKind { _ = try entries(writer.bytes) } == .truncated)
    }

    @Test("is no tar when it is text")
    func text() {
        let text = Array(String(repeating: "This is a text and no tar at all.\n", count: 100).utf8)
        #expect(errorKind { _ = try entries(text) } == .notATar)
    }

    @Test("is corrupt after a header whose checksum is wrong")
    func checksum() throws {
        var bytes = TarWriter.tar(members)
        bytes[1536 + 4] ^= 1
        #expect(errorKind { _ = try entries(bytes) } == .corrupt)
    }

    @Test("never crashes the reader, whatever byte is changed")
    func flippedBytes() throws {
        var random = SeededRandom(seed: 7)
        let tar = TarWriter.tar(members + [TarMember(path: String(repeating: "n", count: 200))], format: .pax)
        for compression in Compression.allCases {
            let whole = try Compressor.compress(tar, compression)
            for _ in 0..<200 {
                var bytes = whole
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
                #expect((try? entries(bytes).count) ?? 0 <= 7)
            }
        }
    }

    @Test("stops when the user gives up")
    func cancelled() throws {
        #expect(
            errorKind {
                let reader = try TarReader(window(TarWriter.tar(members)), isCancelled: { true })
                _ = try reader.next()
            } == .cancelled)
    }

    @Test(
        "of the public collection is read or refused, never a crash",
        .enabled(if: SharedImages.isPresent, "../shared/images is not on this machine"))
    func publicTars() throws {
        var read = 0
        let files = try Shell.run("find", [SharedImages.path("public/tar"), "-type", "f"]).text
        for path in files.split(separator: "\n") {
            guard let window = try? FileWindow(opening: String(path)) else { continue }
            do {
                let reader = try TarReader(window)
                while try reader.next() != nil { _ = try reader.hashContents() }
                read += 1
            } catch {
                #expect(!error.message.isEmpty)
            }
        }
        #expect(read > 50)
    }

    @Test("A name and a link's target that are too long are told with their lengths", arguments: [true, false])
    func longNames(isTarget: Bool) throws {
        let long = String(repeating: "x", count: 70_000)
        let member = TarMember(path: isTarget ? "a" : long, type: "2", mode: 0o777, linkName: isTarget ? long : "a")
        let error = try #require(throws: ArchiveError.self) { _ = try entries(TarWriter.tar([member], format: .pax)) }
        #expect(error == ArchiveError(.tooLarge, "the tar has a name of 70000 bytes, more than 65,536"))
    }
}
