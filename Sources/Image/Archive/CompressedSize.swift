/// How many bytes something is when it is compressed, and how well that is known.
public struct CompressedSize: Sendable, Hashable {
    /// How it is known.
    public enum Basis: String, Sendable, CaseIterable {
        /// The bytes lie in the archive so.
        case stored
        /// Some of the bytes were compressed.
        case sampled
        /// All of the bytes were compressed.
        case compressed
    }

    /// The bytes, or the best estimate.
    public let bytes: Int64
    /// How far off the estimate may be, in bytes either way, in 95 of 100 cases; 0 where all is known.
    public let error: Int64
    /// How it is known.
    public let basis: Basis

    /// A size of its parts.
    public init(bytes: Int64, error: Int64 = 0, basis: Basis) {
        (self.bytes, self.error, self.basis) = (bytes, error, basis)
    }
}

/// Compresses blocks that lie spread over a file, and says from them how large all of it would be.
///
/// The file is cut into as many equal parts as blocks are wanted, and one block is taken out of each, at a place that
/// looks random and is always the same. The error is that of a mean of so many random blocks (Student's t at 95 %, with
/// the correction for a finite whole): parts that are unlike one another make it larger than it is, never smaller.
public enum CompressionSample {
    /// How long a block is, in bytes.
    public static let blockSize = 256 << 10
    /// The most bytes that are read of one file. What is no longer is compressed whole.
    public static let limit = 8 << 20

    /// The sizes of a file's bytes, compressed each way, in the order of `CompressionMeter.Method.allCases`.
    public static func sizes(of window: FileWindow) throws(ArchiveError) -> [CompressedSize] {
        guard window.length > Int64(limit) else { return try CompressionSample.exactSizes(of: window, .none) }
        let count = limit / blockSize
        let part = window.length / Int64(count)
        var random = SplitMix(state: UInt64(window.length))
        var samples = CompressionMeter.Method.allCases.map { _ in [Double]() }
        for index in 0..<count {
            let slack = UInt64(max(0, part - Int64(blockSize)))
            let start = Int64(index) * part + Int64(random.next() % (slack + 1))
            for (place, method) in CompressionMeter.Method.allCases.enumerated() {
                if let ratio = try ratio(at: start, of: window, method) { samples[place].append(ratio) }
            }
        }
        return zip(CompressionMeter.Method.allCases, samples).map { estimate($1, of: window.length) }
    }

    /// What a block adds to a compressed stream that had the bytes before it, for each byte of the block. Alone it would
    /// not find what it shares with those: at the level of zstd that is 7 % more.
    private static func ratio(
        at start: Int64, of window: FileWindow, _ method: CompressionMeter.Method
    ) throws(ArchiveError) -> Double? {
        let before = Int(min(start, Int64(method.contextSize)))
        let bytes = try window.bytes(at: start - Int64(before), count: before + blockSize)
        guard bytes.count > before else { return nil }
        let whole = try CompressionMeter.size(of: bytes[...], method)
        let context = try CompressionMeter.size(of: bytes[..<before], method)
        return Double(max(0, whole - context)) / Double(bytes.count - before)
    }

    private static func estimate(
        _ ratios: [Double], of length: Int64
    ) -> CompressedSize {
        let count = Double(max(1, ratios.count))
        let mean = ratios.reduce(0, +) / count
        let squares = ratios.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        let share = min(1, count * Double(blockSize) / Double(max(1, length)))
        let deviation = count > 1 ? (squares / (count - 1) / count * (1 - share)).squareRoot() : mean
        // Student's t for 31 degrees of freedom.
        let error = 2.04 * deviation * Double(length)
        return CompressedSize(
            bytes: Int64(mean * Double(length)), error: Int64(error.rounded(.up)), basis: .sampled)
    }

    /// The same by compressing all of it, decompressed first where it lies compressed.
    public static func exactSizes(
        of window: FileWindow, _ compression: Compression
    ) throws(ArchiveError) -> [CompressedSize] {
        let stream = try ByteStream(window, compression: compression)
        var meters: [CompressionMeter] = []
        for method in CompressionMeter.Method.allCases { meters.append(try CompressionMeter(method)) }
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: blockSize, alignment: 64)
        defer { buffer.deallocate() }
        while true {
            let count = try stream.read(into: buffer)
            if count == 0 { break }
            for meter in meters { try meter.add(UnsafeRawBufferPointer(rebasing: buffer[..<count])) }
        }
        var sizes: [CompressedSize] = []
        for meter in meters { sizes.append(CompressedSize(bytes: try meter.finish(), basis: .compressed)) }
        return sizes
    }
}

/// Numbers that look random and are always the same (Steele, Lea and Flood, "Fast splittable pseudorandom number
/// generators").
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var value = state
        value = (value ^ value >> 30) &* 0xbf58_476d_1ce4_e5b9
        value = (value ^ value >> 27) &* 0x94d0_49bb_1331_11eb
        return value ^ value >> 31
    }
}
