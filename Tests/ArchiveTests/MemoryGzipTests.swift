import TestSupport
import Testing

@testable import Archive

/// Gzip files in memory are read as libarchive reads them, whole, cut off or damaged.
@Suite struct MemoryGzipTests {
    /// What a reader gives out of an archive, and how it ends.
    private struct Reading: Equatable {
        var names: [[UInt8]] = []
        var contents: [UInt8] = []
        var ends = 0
        var stop = MemoryArchive.Stop.end
        /// What is left of the budget.
        var left = 0
    }

    private typealias Reader = (
        [UInt8], UnpackingBudget, ([UInt8]) -> Void, (UnsafeRawBufferPointer) -> Void, () -> Void
    ) -> MemoryArchive.Stop

    private func reading(_ bytes: [UInt8], budget: Int, _ read: Reader) -> Reading {
        let budget = UnpackingBudget(file: Int64(bytes.count), most: budget)
        var reading = Reading()
        reading.stop = read(
            bytes, budget, { reading.names.append($0) }, { reading.contents += $0 }, { reading.ends += 1 })
        reading.left = budget.left
        return reading
    }

    /// What comes out, which is the same as with libarchive alone.
    @discardableResult
    private func expectAsByLibarchive(
        _ bytes: [UInt8], budget: Int = .max, _ comment: Comment? = nil, at place: SourceLocation = #_sourceLocation
    ) -> (contents: [UInt8], stop: MemoryArchive.Stop) {
        let mine = reading(bytes, budget: budget) { MemoryArchive.read($0, within: $1, begin: $2, body: $3, end: $4) }
        let theirs = reading(bytes, budget: budget) {
            MemoryArchive.readByLibarchive($0, within: $1, begin: $2, body: $3, end: $4)
        }
        let isSame = mine == theirs
        #expect(
            isSame, "\(comment ?? "") \(mine.stop) \(mine.contents.count), \(theirs.stop) \(theirs.contents.count)",
            sourceLocation: place)
        return (mine.contents, mine.stop)
    }

    /// Words that repeat, so that all kinds of blocks and of matches stand in what is packed.
    private func text(_ count: Int, seed: UInt64) -> [UInt8] {
        var random = SeededRandom(seed: seed)
        let words = (0..<200).map { _ in random.name(Int.random(in: 1...12, using: &random)) }
        var text: [UInt8] = []
        while text.count < count {
            text += Array((words.randomElement(using: &random) ?? "").utf8) + [0x20]
            if text.count % 37 == 0 { text += random.bytes(40) }
        }
        return Array(text.prefix(count))
    }

    @Test(arguments: [1, 511, 512, 65_535, 65_536, 65_537, 131_072, 300_000])
    func filesOfAnySizeAreWhole(size: Int) throws {
        let file = text(size, seed: UInt64(size))
        let (contents, stop) = expectAsByLibarchive(try Compressor.compress(file, .gzip))
        #expect(contents == file && stop == .end)
    }

    @Test func anEmptyFileIsNone() throws {
        #expect(expectAsByLibarchive(try Compressor.compress([], .gzip)).stop == .damaged)
    }

    @Test func membersFollowOneAnotherUpToWhatIsNone() throws {
        let parts = [text(70_000, seed: 1), [], text(10, seed: 2), text(200_000, seed: 3)]
        let members = try Compressor.gzipMembers(parts)
        for end in [[], [0], [0, 0, 0x1f, 0x8b, 8], Array("behind".utf8), [0x1f, 0x8b, 8, 0xff]] {
            #expect(expectAsByLibarchive(members + end).contents == parts.flatMap(\.self))
        }
    }

    /// RFC 1952, section 2.3.1: extra data, a name, a comment, a checksum of the header.
    @Test func headersMayHaveFields() throws {
        let member = try Compressor.compress(text(1000, seed: 4), .gzip)
        func header(_ flags: UInt8, _ fields: [UInt8]) -> [UInt8] {
            Array(member[..<3]) + [flags] + member[4..<10] + fields + member[10...]
        }
        let (extra, name): ([UInt8], [UInt8]) = ([3, 0, 1, 2, 3], Array("name".utf8) + [0])
        let whole = [
            header(4, extra), header(8, name), header(16, name), header(2, [7, 7]), header(1, []),
            header(0x1f, extra + name + name + [7, 7]),
        ]
        for bytes in whole { #expect(expectAsByLibarchive(bytes).contents.count == 1000) }
        // Fields that go on behind the end, flags and methods that nobody knows: no gzip.
        for bytes in [header(4, [0xff, 0xff]), header(0x20, []), [0x1f, 0x8b, 9] + member[3...]] {
            expectAsByLibarchive(bytes)
        }
        for length in 0..<40 { expectAsByLibarchive(Array(whole[5][..<length]), "\(length) bytes") }
    }

    @Test func nobodyComparesChecksums() throws {
        let file = text(5000, seed: 5)
        var bytes = try Compressor.compress(file, .gzip)
        for index in bytes.count - 8..<bytes.count { bytes[index] ^= 0x55 }
        #expect(expectAsByLibarchive(bytes).contents == file)
        #expect(expectAsByLibarchive(Array(bytes.dropLast())).stop == .damaged)
    }

    @Test func whatStandsBeforeDamageIsGivenOut() throws {
        let bytes = try Compressor.compress(text(400_000, seed: 6), .gzip)
        for place in stride(from: 20, to: bytes.count, by: bytes.count / 60) {
            expectAsByLibarchive(Array(bytes[..<place]), "cut at \(place)")
            var damaged = bytes
            damaged[place] ^= 0x10
            expectAsByLibarchive(damaged, "damaged at \(place)")
        }
    }

    @Test func archivesInsideAreReadByTheirMembers() throws {
        let file = text(100_000, seed: 7)
        let tar = Layer {
            File("a", bytes: file)
            File("b", "more")
        }.tar
        for inside in [tar, try Compressor.compress(file, .xz), try Compressor.compress(file, .gzip)] {
            #expect(expectAsByLibarchive(try Compressor.compress(inside, .gzip)).contents.starts(with: file))
        }
        let zeros = [UInt8](repeating: 0, count: 2000)
        let starts = [zeros, Array("PK\u{3}\u{4}".utf8), Array("070701".utf8), [2, 0x21, 0x4c, 0x18]]
        for inside in starts.map({ $0 + file }) {
            expectAsByLibarchive(try Compressor.compress(inside, .gzip))
        }
    }

    @Test(arguments: [0, 255, 1 << 16, (1 << 16) + 1, 1 << 20])
    func noMoreIsUnpackedThanThereIsRoomFor(budget: Int) throws {
        let bomb = try Compressor.compress([UInt8](repeating: 0x20, count: 8 << 20), .gzip)
        let (contents, stop) = expectAsByLibarchive(bomb, budget: budget)
        #expect(stop == .tooLarge && contents.count <= budget)
    }
}
