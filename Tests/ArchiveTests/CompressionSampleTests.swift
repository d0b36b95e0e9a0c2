import Archive
import TestSupport
import Testing

/// Estimates of compressed sizes are held against compressing all.
@Suite struct CompressionSampleTests {
    @Test func whatIsShortIsCompressedWhole() throws {
        let directory = try TemporaryDirectory()
        let bytes = Material.shared.bytes(.text, count: 200_000, seed: 1)
        let window = try Self.window(bytes, in: directory)
        let sizes = try CompressionSample.sizes(of: window)
        #expect(sizes.map(\.basis) == [.compressed, .compressed])
        #expect(sizes.map(\.error) == [0, 0])
        #expect(sizes[0].bytes == Int64(try Compressor.compress(bytes, .gzip).count))
        #expect(sizes[1].bytes == Int64(try Compressor.compress(bytes, .zstd).count))
    }

    @Test("Of 20 layers the true size lies within the stated error at least 19 times, whatever they are made of")
    func theErrorHolds() async throws {
        let layers = Material.Mixture.allCases.flatMap { mixture in (1...4).map { (mixture, seed: UInt64($0)) } }
        let within = try await withThrowingTaskGroup(of: [Bool].self) { group in
            for (mixture, seed) in layers { group.addTask { try Self.errorsHold(mixture, seed: seed) } }
            return try await group.reduce(into: [0, 0]) { within, holds in
                for (place, isWithin) in holds.enumerated() where isWithin { within[place] += 1 }
            }
        }
        #expect(layers.count == 20)
        #expect(within[0] >= 19, "gzip")
        #expect(within[1] >= 19, "zstd")
    }

    /// Whether the true size lies within the error, for each way to compress.
    private static func errorsHold(_ mixture: Material.Mixture, seed: UInt64) throws -> [Bool] {
        let directory = try TemporaryDirectory()
        let window = try window(Material.shared.bytes(mixture, count: 17 << 20, seed: seed), in: directory)
        return try zip(CompressionSample.sizes(of: window), CompressionSample.exactSizes(of: window, .none)).map {
            sample, whole in
            #expect(sample.basis == .sampled)
            #expect(sample.error > 0 && sample.error < whole.bytes / 2, "\(mixture): \(sample) for \(whole)")
            return abs(sample.bytes - whole.bytes) <= sample.error
        }
    }

    @Test func theSameLayerHasTheSameEstimate() throws {
        let directory = try TemporaryDirectory()
        let window = try Self.window(Material.shared.bytes(.pieces, count: 17 << 20, seed: 5), in: directory)
        #expect(try CompressionSample.sizes(of: window) == CompressionSample.sizes(of: window))
    }

    @Test("Of a sum what is drawn evens out, what all estimates share does not")
    func errorsOfASum() {
        let one = CompressedSize(bytes: 1000, error: 40, sharedError: 10, basis: .sampled)
        let other = CompressedSize(bytes: 2000, error: 60, sharedError: 20, basis: .sampled)
        let stored = CompressedSize(bytes: 500, basis: .stored)
        let sum = CompressedSize.sum(of: [one, other, stored])
        #expect(sum == CompressedSize(bytes: 3500, error: 80, sharedError: 30, basis: .sampled))
        #expect(CompressedSize.sum(of: [stored, stored]) == CompressedSize(bytes: 1000, basis: .stored))
    }

    @Test func aCompressedFileIsMeasuredDecompressed() throws {
        let directory = try TemporaryDirectory()
        let bytes = Material.shared.bytes(.text, count: 300_000, seed: 3)
        let plain = try CompressionSample.exactSizes(of: try Self.window(bytes, in: directory), .none)
        let window = try Self.window(try Compressor.compress(bytes, .xz), in: directory)
        #expect(try CompressionSample.exactSizes(of: window, .xz) == plain)
    }

    private static func window(_ bytes: [UInt8], in directory: TemporaryDirectory) throws -> FileWindow {
        try FileWindow(opening: directory.write(bytes, to: "bytes"))
    }
}

/// What layers are made of, put together of pieces that are made once; a layer has none of them twice.
private struct Material: Sendable {
    /// How the pieces lie.
    enum Mixture: CaseIterable, Sendable {
        /// Words in random order.
        case text
        /// Blanks with short headers, and in a few places what can hardly be compressed.
        case blanks
        /// What can hardly be compressed, and some text.
        case noise
        /// All kinds by turns, from a few bytes to a megabyte of each.
        case pieces
        /// All of one kind, then all of another.
        case clusters
    }

    static let shared = Material()
    private static let poolSize = 18 << 20

    private enum Kind: Int, CaseIterable { case text, noise, zeros }
    /// What there is of each kind.
    private let pools: [[UInt8]]

    private init() {
        var random = SeededRandom(seed: 7)
        let words = (0..<4000).map { _ in
            (0..<Int.random(in: 2...9, using: &random)).map { _ in UInt8.random(in: 97...122, using: &random) } + [32]
        }
        var text: [UInt8] = []
        while text.count < Material.poolSize { text += words.randomElement(using: &random) ?? [] }
        var noise: [UInt8] = []
        while noise.count < Material.poolSize { withUnsafeBytes(of: random.next()) { noise += $0 } }
        pools = [text, noise, [UInt8](repeating: 0, count: Material.poolSize)]
    }

    func bytes(_ mixture: Mixture, count: Int, seed: UInt64) -> [UInt8] {
        var random = SeededRandom(seed: seed)
        var bytes: [UInt8] = []
        // Another seed begins elsewhere in what there is, and goes on from its end to its beginning.
        var taken = pools.map { _ in Int.random(in: 0..<Material.poolSize, using: &random) }
        while bytes.count < count {
            let (kind, length) = piece(mixture, at: Double(bytes.count) / Double(count), using: &random)
            let start = taken[kind.rawValue]
            let end = min(start + min(length, count - bytes.count), Material.poolSize)
            bytes += pools[kind.rawValue][start..<end]
            taken[kind.rawValue] = end % Material.poolSize
        }
        return bytes
    }

    private func piece(
        _ mixture: Mixture, at share: Double, using random: inout SeededRandom
    ) -> (kind: Kind, length: Int) {
        let isRare = Int.random(in: 0..<40, using: &random) == 0
        let isSecond = Bool.random(using: &random)
        let length = 1 << Int.random(in: 4...20, using: &random)
        switch mixture {
        case .text: return (.text, length)
        case .blanks: return isRare ? (.noise, 200_000) : isSecond ? (.text, 100) : (.zeros, length)
        case .noise: return isRare ? (.text, 50_000) : (.noise, length)
        case .pieces: return (Kind.allCases.randomElement(using: &random) ?? .text, length)
        case .clusters:
            if share < 0.6 { return isSecond ? (.text, 100) : (.zeros, 20_000) }
            return share < 0.8 ? (.text, length) : (.noise, length)
        }
    }
}
