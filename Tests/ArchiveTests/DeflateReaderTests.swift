import Testing

@testable import Archive

/// Raw deflate that comes in pieces, with other bytes behind it.
@Suite struct DeflateReaderTests {
    /// Two stored blocks, and what follows the stream.
    static let stream: [UInt8] =
        [0, 3, 0, 0xfc, 0xff] + Array("abc".utf8) + [1, 2, 0, 0xfd, 0xff] + Array("de".utf8)

    private func read(_ bytes: [UInt8], by size: Int) -> (reader: DeflateReader, contents: [UInt8], used: Int) {
        let reader = DeflateReader()
        var contents: [UInt8] = []
        var used = 0
        for start in stride(from: 0, to: bytes.count, by: size) where !reader.isFinished {
            Array(bytes[start..<min(bytes.count, start + size)]).withUnsafeBytes { piece in
                used += reader.read(piece) {
                    contents += $0
                    return true
                }
            }
        }
        return (reader, contents, used)
    }

    @Test(arguments: [1, 2, 5, 1000])
    func theEndIsToldByTheStream(_ size: Int) {
        let found = read(Self.stream + Array("behind it stands more".utf8), by: size)
        #expect(String(decoding: found.contents, as: UTF8.self) == "abcde")
        #expect(found.reader.isFinished)
        // The decoder reads at most eight bytes ahead, of which those of the last piece are given back.
        #expect(found.used >= Self.stream.count && found.used <= Self.stream.count + 8)
    }

    @Test func aCutStreamDoesNotEnd() {
        for length in 0..<Self.stream.count {
            let found = read(Array(Self.stream[..<length]), by: 3)
            #expect(!found.reader.isFinished)
            #expect(Array("abcde".utf8).starts(with: found.contents))
        }
    }

    @Test func whatIsNoStreamIsDamaged() {
        let found = read([0xff, 0xff, 0xff, 0xff, 0, 0], by: 100)
        #expect(found.reader.isDamaged && !found.reader.isFinished)
    }

    @Test func whoHasEnoughGetsNoMore() {
        let reader = DeflateReader()
        var count = 0
        // A stored block of 65535 bytes, three times.
        let block: [UInt8] = [0, 0xff, 0xff, 0, 0] + [UInt8](repeating: 7, count: 65535)
        _ = (block + block + block).withUnsafeBytes { piece in
            reader.read(piece) {
                count += $0.count
                return false
            }
        }
        #expect(count <= 64 << 10)
    }
}
