/// Compresses some blocks of a file, and says from them how large all of it would be.
///
/// Layers are clustered: text lies beside text, and what matters may be a few programs among blanks. Blocks drawn evenly
/// miss those few and do not notice. So all blocks are looked at, and some are compressed: stratified sampling with
/// probability proportional to size, with replacement (Cochran, "Sampling Techniques", 3rd edition, 5A.11 for two units a
/// stratum and 9A.3 for Hansen and Hurwitz's estimator). The size by which a block is drawn is the entropy of its bytes, which
/// it hardly exceeds when compressed. What is estimated is how many bytes come of one byte of entropy: a figure between 0 and
/// about 1 wherever it is measured, also where the sizes themselves differ by a factor of a thousand.
///
/// The strata follow one another in the file, and two blocks of each tell how unlike its blocks are: that makes the
/// variance an unbiased one. The interval is Student's at 95 %, with as many degrees of freedom as the strata that count
/// (Satterthwaite). It assumes that the sum of so many draws is nearly normal. Besides, a block by itself is not quite what
/// it is within the stream: `Method.sharedError` is added for that, whatever was drawn.
public enum CompressionSample {
    /// What is no longer than this is compressed whole: sampling would compress as many bytes.
    public static let limit = 16 << 20

    /// The sizes of a file's bytes, compressed each way.
    ///
    /// - Parameter methods: The ways, in the order of `CompressionMeter.Method.allCases`.
    public static func sizes(
        of window: FileWindow, by methods: [CompressionMeter.Method] = CompressionMeter.Method.allCases
    ) throws(ArchiveError) -> [CompressedSize] {
        guard window.length > Int64(limit) else { return try exactSizes(of: window, .none, by: methods) }
        var weights = try BlockWeights(of: window)
        var sizes: [CompressedSize] = []
        for method in methods { sizes.append(try estimate(method, &weights, window)) }
        return sizes
    }

    private static func estimate(
        _ method: CompressionMeter.Method, _ weights: inout BlockWeights, _ window: FileWindow
    ) throws(ArchiveError) -> CompressedSize {
        let pairs = weights.pairs(method.sampledPairs)
        // Of each stratum the mean of its two blocks, and that mean's variance.
        var (means, variances) = ([Double](), [Double]())
        for (first, second) in pairs {
            let one = try yield(of: first, of: window, method)
            let other = second.start == first.start ? one : try yield(of: second, of: window, method)
            means.append((one + other) / 2)
            variances.append((one - other) * (one - other) / 4)
        }
        let weight = weights.total / Double(pairs.count)
        let bytes = weight * means.reduce(0, +)
        let variance = variances.reduce(0, +)
        let squares = variances.reduce(0) { $0 + $1 * $1 }
        let freedom = squares > 0 ? variance * variance / squares : 1
        let shared = method.sharedError(of: bytes, blocks: weights.blocks.count)
        let error = shared + studentT(freedom) * weight * variance.squareRoot()
        return CompressedSize(
            bytes: Int64(bytes), error: Int64(error.rounded(.up)), sharedError: Int64(shared), basis: .sampled)
    }

    /// What a block adds to a compressed stream that had the bytes before it, for each byte of its entropy. Alone it would
    /// not find what it shares with those.
    private static func yield(
        of block: BlockWeights.Block, of window: FileWindow, _ method: CompressionMeter.Method
    ) throws(ArchiveError) -> Double {
        let before = Int(min(block.start, Int64(method.contextSize)))
        let bytes = try window.bytes(at: block.start - Int64(before), count: before + BlockWeights.blockSize)
        guard bytes.count > before else { return 0 }
        let whole = try CompressionMeter.size(of: bytes[...], method)
        let context = try CompressionMeter.size(of: bytes[..<before], method)
        // A block stands for all of its part of a very long file.
        let density = Double(max(0, whole - context)) / Double(bytes.count - before)
        return density * block.length / block.weight
    }

    /// Student's t for 95 % either way (the expansion of Fisher and Cornish; Abramowitz and Stegun 26.7.5).
    private static func studentT(_ freedom: Double) -> Double {
        let part = 1 / max(2, freedom)
        return 1.96 + part * (2.372 + part * (2.822 + part * 2.556))
    }

    /// The same by compressing all of it, decompressed first where it lies compressed.
    public static func exactSizes(
        of window: FileWindow, _ compression: Compression,
        by methods: [CompressionMeter.Method] = CompressionMeter.Method.allCases
    ) throws(ArchiveError) -> [CompressedSize] {
        let stream = try ByteStream(window, compression: compression)
        var meters: [CompressionMeter] = []
        for method in methods { meters.append(try CompressionMeter(method)) }
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 << 10, alignment: 64)
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

extension CompressionMeter.Method {
    /// So many bytes before a block decide how small it becomes: deflate's window, and half of zstd's at that level, beyond
    /// which little is won.
    fileprivate var contextSize: Int { self == .gzip ? 32 << 10 : 1 << 20 }

    /// From how many strata two blocks are drawn. One of zstd's costs many times one of gzip's, for what lies before it.
    fileprivate var sampledPairs: Int { self == .gzip ? 64 : 32 }

    /// How far the sum over all blocks may be from the size of the whole. Where streams are cut, headers and trees of codes are
    /// counted twice or not at all; zstd does not find what lies further back than the context, and finds more than in the
    /// stream where its tables are still empty. Over 26 layers it was at most 1 % and 4 bytes a block with gzip, 5 % and 2
    /// bytes with zstd.
    fileprivate func sharedError(of bytes: Double, blocks: Int) -> Double {
        self == .gzip ? 0.01 * bytes + 4 * Double(blocks) : 0.05 * bytes + 2 * Double(blocks)
    }
}
