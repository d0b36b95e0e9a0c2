import Archive
import TestSupport
import Testing

@Suite("Bytes that are spooled")
struct SpooledBytesTests {
    /// Few and many, as whoever brings them expects: of these the many lie in a file.
    static let counts = [1000, 40 << 20]
    private let text: [UInt8] = {
        var random = SeededRandom(seed: 11)
        return random.bytes(1000)
    }()

    @Test("are read in any order", arguments: counts)
    func order(expected: Int) {
        var bytes = SpooledBytes(expecting: Int64(expected))
        for start in stride(from: 0, to: text.count, by: 70) {
            let piece = Array(text[start..<min(start + 70, text.count)])
            bytes.append(piece.span.bytes)
        }
        #expect(bytes.count == text.count)
        for range in [0..<1000, 990..<1000, 3..<4, 69..<71, 500..<500] {
            #expect(bytes.bytes(in: range).map { Array($0) } == Array(text[range]))
        }
    }

    @Test("are only those that came", arguments: counts)
    func bounds(expected: Int) {
        var bytes = SpooledBytes(expecting: Int64(expected))
        #expect(bytes.bytes(in: 0..<1) == nil)
        #expect(bytes.bytes(in: 0..<0)?.count == 0)
        bytes.append(text.span.bytes)
        for range in [0..<1001, 1000..<1001, -1..<3, 5000..<5001] { #expect(bytes.bytes(in: range) == nil) }
    }

    @Test("may end in zeros, which take no room in a file", arguments: counts)
    func zeros(expected: Int) {
        var bytes = SpooledBytes(expecting: Int64(expected))
        let zeros = [UInt8](repeating: 0, count: 200_000)
        bytes.append(text.span.bytes)
        bytes.append(zeros.span.bytes)
        #expect(bytes.count == 201_000)
        #expect(bytes.bytes(in: 999..<201_000).map { Array($0) } == [text[999]] + zeros)
    }

    @Test("of a copy are not those that the other goes on with in memory")
    func copies() {
        var bytes = SpooledBytes([1, 2])
        let copy = bytes
        bytes.append([3].span.bytes)
        #expect(copy.count == 2)
        #expect(bytes.bytes(in: 0..<3).map { Array($0) } == [1, 2, 3])
    }
}
