import TestSupport
import Testing

@testable import Archive

/// One budget for all that comes out of one file: what goes in, what comes out and what fails count alike.
@Suite struct UnpackingBudgetTests {
    @Test func roomGrowsWithTheFile() {
        #expect(UnpackingBudget(file: 0).left == 8 << 20)
        #expect(UnpackingBudget(file: 1 << 20).left == 72 << 20)
        #expect(UnpackingBudget(file: 1 << 30, most: 1 << 20).left == 1 << 20)
        #expect(UnpackingBudget(file: .max).left > 0)
        #expect(UnpackingBudget(file: -1).left == 8 << 20)
        let budget = UnpackingBudget(file: 0, most: 1000)
        #expect(budget.spend(in: 100, out: 200))
        #expect(budget.left == 1000 - 300 - 256)
        #expect(!budget.isExceeded)
        #expect(!budget.spend(445))
        #expect(budget.isExceeded)
        #expect(!budget.spend(1))
    }

    /// A thousand small files that each become a mebibyte are the bomb that one large file would be.
    @Test func filesOfOneLayerShareAPool() {
        let pool = UnpackingPool()
        var unpacked = 0
        for _ in 0..<1000 {
            let budget = UnpackingBudget(file: 1 << 10, from: pool)
            while budget.spend(1 << 10), unpacked < 1 << 30 { unpacked += 1 << 10 }
            #expect(budget.isExceeded)
        }
        #expect(unpacked == 8 << 20 + 1000 * 64 << 10)
    }

    @Test("A file that takes all there is leaves those after it their own part")
    func greedyFiles() {
        let pool = UnpackingPool()
        let greedy = UnpackingBudget(file: 1 << 10, from: pool)
        while greedy.spend(1 << 10) {}
        let modest = UnpackingBudget(file: 1 << 10, from: pool)
        #expect(modest.left == 64 << 10)
        #expect(modest.spend(64 << 10))
    }

    @Test("What a file leaves of its part is there for those after it, up to what is the most of one")
    func thriftyFiles() {
        let pool = UnpackingPool()
        _ = UnpackingBudget(file: 1 << 20, from: pool)
        #expect(UnpackingBudget(file: 0, from: pool).left == 72 << 20)
        #expect(UnpackingBudget(file: 0, most: 1 << 20, from: pool).left == 1 << 20)
    }

    /// APPNOTE.TXT 4.3.12: nothing says that two entries of the directory may not have one offset. A million zeros,
    /// listed two thousand times, come out until the room is gone; refused ones count as well.
    @Test(arguments: [1 << 20, 1 << 19])
    func membersThatShareTheirBytesDrawFromOneRoom(limit: Int) throws {
        let zeros = try Deflated.zeros(1 << 20)
        let bytes = ZipArchiveTests.archive([("a.jar", zeros, 8, 0)], repeating: 2000)
        let archive = try ZipArchive(bytes)
        let budget = UnpackingBudget(file: Int64(bytes.count))
        let room = budget.left
        var (count, unpacked) = (0, 0)
        try archive.forEachMember { member in
            count += 1
            unpacked += (try? archive.contents(of: member, limit: limit, within: budget))?.count ?? 0
            return !budget.isExceeded
        }
        #expect(budget.isExceeded)
        #expect(unpacked <= room)
        #expect(count <= room / limit + 1)
        #expect(limit < 1 << 20 ? unpacked == 0 : unpacked > 0)
    }

    /// RFC 1951 3.2.4: a stored block of no bytes takes five and gives none.
    @Test func whatGoesInCountsWhereNothingComesOut() throws {
        let empty = [UInt8]((0..<20_000).flatMap { _ in [0, 0, 0, 0xff, 0xff] } + [1, 0, 0, 0xff, 0xff])
        let bytes = ZipArchiveTests.archive([("a.jar", empty, 8, 0)], repeating: 2000)
        let archive = try ZipArchive(bytes)
        let budget = UnpackingBudget(file: Int64(bytes.count))
        let most = budget.left / empty.count
        var count = 0
        try archive.forEachMember { member in
            _ = try? archive.contents(of: member, limit: 1 << 20, within: budget)
            count += 1
            return !budget.isExceeded
        }
        #expect(count <= most + 1)
    }

    /// What is cut is inflated to its end, to know where that is.
    @Test func zlibStreamsDrawFromTheRoom() throws {
        let stream = try Deflated.zlib(zeros: 1 << 20)
        let budget = UnpackingBudget(file: 0, most: 3 << 20)
        for _ in 0..<2 {
            #expect(ZlibStream.decompress(stream[...], limit: 10, within: budget)?.contents.count == 10)
        }
        #expect(ZlibStream.decompress(stream[...], limit: 10, within: budget) == nil)
        #expect(budget.isExceeded)
    }

    /// The body of a member that is no file is passed over by unpacking it.
    @Test func membersThatAreNoFilesCount() throws {
        var tar = Layer { File("a", size: 1 << 20, filledWith: 0) }.tar
        let budget = UnpackingBudget(file: 0, most: 1 << 19)
        #expect(
            MemoryArchive.read(tar, within: budget) { _ in
            } body: { _ in
            } end: {
            } == .tooLarge)
        // POSIX, ustar: type 7 is a contiguous file, whose body libarchive has too.
        tar[156] = UInt8(ascii: "7")
        let sum = tar.prefix(512).enumerated().reduce(0) { $0 + (148..<156 ~= $1.offset ? 32 : Int($1.element)) }
        tar.replaceSubrange(148..<154, with: Array(String(sum + (1 << 18), radix: 8).utf8.suffix(6)))
        let other = UnpackingBudget(file: 0, most: 1 << 19)
        #expect(
            MemoryArchive.read(tar, within: other) { _ in
            } body: { _ in
            } end: {
            } == .tooLarge)
    }
}

/// Zeros as deflate packs them.
private enum Deflated {
    /// Raw (RFC 1951): gzip's stream without its head of ten bytes and its end of eight.
    static func zeros(_ count: Int) throws -> [UInt8] {
        let packed = try Compressor.compress([UInt8](repeating: 0, count: count), .gzip)
        return Array(packed.dropFirst(10).dropLast(8))
    }

    /// In zlib's format (RFC 1950); the sum of zeros is their count modulo 65,521, and one.
    static func zlib(zeros count: Int) throws -> [UInt8] {
        let high = UInt16(count % 65521)
        return [0x78, 0x9c] + (try zeros(count)) + [UInt8(high >> 8), UInt8(high & 0xff), 0, 1]
    }
}
