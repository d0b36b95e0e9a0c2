import Archive
import TestSupport
import Testing

@Suite("A stream that is read ahead")
struct ReadAheadTests {
    /// Several times what is read ahead.
    private let text: [UInt8] = {
        var random = SeededRandom(seed: 5)
        return (0..<60_000).flatMap { _ in random.bytes(20) + Array("strata, laid down in one age. ".utf8) }
    }()

    private func stream(_ bytes: [UInt8]) throws -> ByteStream {
        let window = try window(bytes)
        return try ByteStream(readingAhead: window, compression: .sniff(window))
    }

    @Test("gives the same bytes", arguments: Compression.allCases)
    func bytes(compression: Compression) throws {
        let packed = try Compressor.compress(text, compression)
        let stream = try stream(packed)
        #expect(try readAll(stream.read) == text)
        #expect(stream.compressedBytesRead == Int64(packed.count))
    }

    @Test("that is empty gives none")
    func empty() throws {
        #expect(try readAll(stream(Compressor.compress([], .gzip)).read).isEmpty)
    }

    @Test("that is cut gives what comes before, and is truncated; again when it is asked again")
    func cut() throws {
        let bytes = try Compressor.compress(text, .gzip)
        let stream = try stream(Array(bytes[..<(bytes.count / 2)]))
        var count = 0
        for _ in 0..<2 {
            let kind = errorKind {
                _ = try readAll { buffer throws(ArchiveError) in
                    let read = try stream.read(into: buffer)
                    count += read
                    return read
                }
            }
            #expect(kind == .truncated)
        }
        #expect(count > text.count / 4 && count < text.count)
    }

    @Test("may be left in the middle, or before anything was taken")
    func left() throws {
        let bytes = try Compressor.compress(text, .gzip)
        for pieces in 0..<3 {
            let stream = try stream(bytes)
            var buffer = [UInt8](repeating: 0, count: 300_000)
            for _ in 0..<pieces { _ = try buffer.withUnsafeMutableBytes { try stream.read(into: $0) } }
        }
    }

    @Test("is the tar's all the same, damaged or not")
    func tar() throws {
        let tar = Layer {
            for number in 0..<300 { File("\(number)", String(repeating: "\(number) ", count: number * 30)) }
        }.tar
        let packed = try Compressor.compress(tar, .gzip)
        for end in [packed.count, packed.count / 2] {
            let window = try window(Array(packed[..<end]))
            #expect(entries(window, readsAhead: true) == entries(window, readsAhead: false))
        }
    }

    /// Paths and hashes of contents, and how it ended.
    private func entries(_ window: FileWindow, readsAhead: Bool) -> [String] {
        var entries: [String] = []
        do throws(ArchiveError) {
            let reader = try TarReader(window, readsAhead: readsAhead)
            while let entry = try reader.next() {
                let hash = try reader.hashContents() ?? 0
                entries.append("\(String(decoding: entry.path, as: UTF8.self)) \(hash)")
            }
        } catch {
            entries.append("\(error.kind): \(error.message)")
        }
        return entries
    }
}
