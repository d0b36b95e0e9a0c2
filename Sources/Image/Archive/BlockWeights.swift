/// The blocks of a file, each with what it seems to come to when it is compressed, and draws of some of them by that.
struct BlockWeights {
    /// A block that was drawn.
    struct Block {
        /// Where it starts, in bytes.
        let start: Int64
        /// How many bytes it stands for: its own, or those of its part of a very long file.
        let length: Double
        /// What those seem to come to, in bytes.
        let weight: Double
    }

    /// How long a block is, in bytes.
    static let blockSize = 64 << 10
    /// The most blocks that are looked at. Of a longer file each stands for a longer part.
    private static let maximumCount = 65_536
    /// Of so many bytes one is counted: neighbours are alike, and no header of 512 bytes is passed over. An odd number, for
    /// in a table of numbers of 8 bytes each the eighth bytes are all alike.
    private static let stride = 7
    /// What seems to be nothing but one byte repeated still comes to some bytes.
    private static let least = 0.005

    private(set) var blocks: [Block] = []
    /// The sum of the weights.
    private(set) var total = 0.0
    private var random: SplitMix

    /// Looks at a block of each part of a file.
    init(of window: FileWindow) throws(ArchiveError) {
        random = SplitMix(state: UInt64(window.length))
        let block = Int64(BlockWeights.blockSize)
        let count = min(Int64(BlockWeights.maximumCount), max(1, (window.length + block - 1) / block))
        let part = max(block, (window.length + count - 1) / count)
        blocks.reserveCapacity(Int(count))
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: BlockWeights.blockSize, alignment: 64)
        defer { buffer.deallocate() }
        var partStart: Int64 = 0
        while partStart < window.length {
            let length = min(part, window.length - partStart)
            let start = partStart + Int64.random(in: 0...max(0, length - block), using: &random)
            let filled = try window.read(into: buffer, at: start)
            let bits = Entropy.bits(BlockWeights.counts(UnsafeRawBufferPointer(rebasing: buffer[..<filled])))
            let weight = Double(length) * max(BlockWeights.least, bits / 8)
            blocks.append(Block(start: start, length: Double(length), weight: weight))
            total += weight
            partStart += part
        }
    }

    private static func counts(_ bytes: UnsafeRawBufferPointer) -> [Int] {
        var counts = [Int](repeating: 0, count: 256)
        counts.withUnsafeMutableBufferPointer { counts in
            for index in Swift.stride(from: 0, to: bytes.count, by: stride) { counts[Int(bytes[index])] += 1 }
        }
        return counts
    }

    /// Draws two blocks out of each of `count` strata, which follow one another in the file and have equal weights. A block
    /// is drawn as often as it weighs: one that weighs more than a stratum is drawn for certain.
    mutating func pairs(_ count: Int) -> [(Block, Block)] {
        let stratum = total / Double(count)
        var (index, sum) = (0, 0.0)
        func block(at point: Double) -> Block {
            while index + 1 < blocks.count, sum + blocks[index].weight <= point {
                sum += blocks[index].weight
                index += 1
            }
            return blocks[index]
        }
        return (0..<count).map { number in
            let places = [Double.random(in: 0..<1, using: &random), Double.random(in: 0..<1, using: &random)].sorted()
            let first = block(at: (Double(number) + places[0]) * stratum)
            return (first, block(at: (Double(number) + places[1]) * stratum))
        }
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
