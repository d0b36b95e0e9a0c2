import Archive
import TestSupport
import Testing

/// Estimates of compressed sizes are held against compressing all.
@Suite struct CompressionSampleTests {
    @Test func whatIsShortIsCompressedWhole() throws {
        let directory = try TemporaryDirectory()
        let bytes = Self.text(200_000, seed: 1)
        let window = try Self.window(bytes, in: directory)
        let sizes = try CompressionSample.sizes(of: window)
        #expect(sizes.map(\.basis) == [.compressed, .compressed])
        #expect(sizes.map(\.error) == [0, 0])
        #expect(sizes[0].bytes == Int64(try Compressor.compress(bytes, .gzip).count))
        #expect(sizes[1].bytes == Int64(try Compressor.compress(bytes, .zstd).count))
    }

    @Test("The stated error covers what compressing all comes to, of parts that are unlike one another")
    func samplesAreNear() throws {
        let directory = try TemporaryDirectory()
        var bytes: [UInt8] = []
        var random = SeededRandom(seed: 7)
        for part in 0..<12 {
            bytes += Self.text(900_000, seed: UInt64(part))
            bytes += (0..<500_000).map { _ in UInt8.random(in: 0...255, using: &random) }
            bytes += [UInt8](repeating: 0, count: 300_000)
        }
        let window = try Self.window(bytes, in: directory)
        let sampled = try CompressionSample.sizes(of: window)
        let exact = try CompressionSample.exactSizes(of: window, .none)
        for (sample, whole) in zip(sampled, exact) {
            #expect(sample.basis == .sampled)
            #expect(sample.error > 0 && sample.error < whole.bytes)
            #expect(abs(sample.bytes - whole.bytes) <= sample.error, "\(sample) for \(whole)")
        }
        #expect(try CompressionSample.sizes(of: window) == sampled, "the same every time")
    }

    @Test func aCompressedFileIsMeasuredDecompressed() throws {
        let directory = try TemporaryDirectory()
        let bytes = Self.text(300_000, seed: 3)
        let plain = try CompressionSample.exactSizes(of: try Self.window(bytes, in: directory), .none)
        let window = try Self.window(try Compressor.compress(bytes, .xz), in: directory)
        #expect(try CompressionSample.exactSizes(of: window, .xz) == plain)
    }

    private static func window(_ bytes: [UInt8], in directory: TemporaryDirectory) throws -> FileWindow {
        try FileWindow(opening: directory.write(bytes, to: "bytes"))
    }

    /// Words in random order.
    private static func text(_ count: Int, seed: UInt64) -> [UInt8] {
        var random = SeededRandom(seed: seed)
        let words = (0..<400).map { _ in
            (0..<Int.random(in: 2...9, using: &random)).map { _ in UInt8.random(in: 97...122, using: &random) }
        }
        var bytes: [UInt8] = []
        while bytes.count < count { bytes += (words.randomElement(using: &random) ?? []) + [32] }
        return Array(bytes.prefix(count))
    }
}
