import Archive
import Glibc
import TestSupport
import Testing

@Suite("A compressed stream")
struct ByteStreamTests {
    private let text: [UInt8] = {
        var random = SeededRandom(seed: 1)
        return (0..<2000).flatMap { _ in random.bytes(20) + Array("strata, laid down in one age. ".utf8) }
    }()

    private func decompress(_ bytes: [UInt8]) throws -> [UInt8] {
        let window = try window(bytes)
        return try readAll(ByteStream(window, compression: .sniff(window)).read)
    }

    @Test("is told by its first bytes and gives what was compressed", arguments: Compression.allCases)
    func roundTrip(compression: Compression) throws {
        let bytes = try Compressor.compress(text, compression)
        #expect(try Compression.sniff(window(bytes)) == compression)
        #expect(Compression.sniff(Array(bytes.prefix(8))) == compression)
        #expect(try decompress(bytes) == text)
    }

    @Test("of several gzip members gives them all, zeros after them ignored")
    func members() throws {
        let bytes = try Compressor.gzipMembers([text, [], Array("end".utf8)])
        #expect(try decompress(bytes) == text + Array("end".utf8))
        #expect(try decompress(bytes + [UInt8](repeating: 0, count: 5000)) == text + Array("end".utf8))
    }

    @Test("may begin with skippable frames", arguments: [Compression.zstd, .lz4])
    func skippableFrames(compression: Compression) throws {
        let frame: [UInt8] = [0x52, 0x2a, 0x4d, 0x18, 5, 0, 0, 0] + Array("notes".utf8)
        let bytes = try frame + frame + Compressor.compress(text, compression)
        #expect(try Compression.sniff(window(bytes)) == compression)
        #expect(try decompress(bytes) == text)
    }

    @Test("that is cut is truncated, never a shorter whole", arguments: Compression.allCases.filter { $0 != .none })
    func cut(compression: Compression) throws {
        let bytes = try Compressor.compress(text, compression)
        for end in [20, bytes.count / 2, bytes.count - 100] {
            #expect(errorKind { _ = try decompress(Array(bytes[..<end])) } == .truncated, "cut at \(end)")
        }
    }

    @Test("whose checksum is wrong is corrupt", arguments: [Compression.gzip, .xz, .bzip2])
    func corrupt(compression: Compression) throws {
        var bytes = try Compressor.compress(text, compression)
        bytes[bytes.count / 2] ^= 0xff
        #expect(errorKind { _ = try decompress(bytes) } != nil)
    }
}

@Suite("Windows, hashes and spools")
struct FileWindowTests {
    @Test("a window of a window never leaves the outer one")
    func windows() throws {
        let outer = try window(Array("0123456789".utf8)).window(at: 2, length: 5)
        #expect(try outer.bytes(at: 0, count: 100) == Array("23456".utf8))
        #expect(try outer.window(at: 3, length: 100).bytes(at: 0, count: 9) == Array("56".utf8))
        #expect(try outer.window(at: 99, length: 1).bytes(at: 0, count: 1) == [])
        #expect(try outer.window(at: -5, length: 1).bytes(at: 0, count: 1) == Array("2".utf8))
        #expect(outer.window(at: 0, length: .max).length == 5)
    }

    @Test("a missing file, and a directory, are told in one sentence")
    func cannotOpen() throws {
        let error = try #require(throws: ArchiveError.self) { _ = try FileWindow(opening: "/nonexistent/file") }
        #expect(error.message == "/nonexistent/file: No such file or directory")
        #expect(errorKind { _ = try FileWindow(opening: "/tmp") } == .cannotOpen)
    }

    @Test("a named pipe is no file, and is not waited for", .timeLimit(.minutes(1)))
    func pipe() throws {
        let directory = try TemporaryDirectory()
        #expect(mkfifo(directory.path("pipe"), 0o600) == 0)
        #expect(errorKind { _ = try FileWindow(opening: directory.path("pipe")) } == .cannotOpen)
    }

    private func digest(_ text: String, _ algorithm: String) -> String? {
        guard var hasher = DigestHasher(algorithm: algorithm) else { return nil }
        Array(text.utf8).withUnsafeBytes { hasher.update($0) }
        return hasher.finish()
    }

    @Test("digests are those of the standard")
    func digests() {
        #expect(
            digest("abc", "sha256") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(digest("abc", "sha512")?.hasPrefix("ddaf35a193617abacc417349ae204131") == true)
        #expect(digest("abc", "md5") == nil)
        #expect(DigestHasher.sha256(of: Array("abc".utf8)) == digest("abc", "sha256"))
        #expect(DigestHasher.sha256(of: []).hasPrefix("e3b0c44298fc1c149afbf4c8996fb924"))
    }

    @Test("content hashes do not depend on how the bytes arrive")
    func contentHash() {
        let bytes = (0..<10_000).map { UInt8(truncatingIfNeeded: $0) }
        var whole = ContentHasher()
        bytes.withUnsafeBytes { whole.update($0) }
        var parts = ContentHasher()
        for part in stride(from: 0, to: bytes.count, by: 37) {
            Array(bytes[part..<min(part + 37, bytes.count)]).withUnsafeBytes { parts.update($0) }
        }
        // Whether or not their size is told before, and is right.
        for size: Int64 in [9_999, 10_000, 10_001] {
            var sized = ContentHasher(size: size)
            bytes.withUnsafeBytes { sized.update($0) }
            #expect(sized.finish() == whole.finish())
        }
        #expect(whole.finish() == parts.finish())
        #expect(ContentHasher(size: 0).finish() == ContentHasher().finish())
    }

    @Test("a spool keeps runs of zeros, also at its end, wherever they lie")
    func zeros() throws {
        let zeros = [UInt8](repeating: 0, count: 200_000)
        let bytes = zeros + [1] + zeros + [UInt8](repeating: 2, count: 70_000) + zeros
        let spooled = try Spool.decompress(window(Compressor.compress(bytes, .gzip)), compression: .gzip)
        #expect(spooled.length == bytes.count)
        #expect(try spooled.bytes(at: 0, count: bytes.count) == bytes)
    }

    @Test("a spool holds the decompressed bytes and hears of cancelling")
    func spool() throws {
        let text = Array(String(repeating: "spool ", count: 300_000).utf8)
        let source = try window(Compressor.compress(text, .zstd))
        let spooled = try Spool.decompress(source, compression: .zstd)
        #expect(try spooled.bytes(at: 0, count: text.count + 1) == text)
        #expect(errorKind { _ = try Spool.decompress(source, compression: .zstd, isCancelled: { true }) } == .cancelled)
    }
}
