import Glibc

/// Bytes that are searched for secrets, with what is known of the file that they stand in.
struct SecretText: Sendable {
    /// The bytes.
    let bytes: [UInt8]
    /// What the file's path tells.
    var traits = FileTraits()
    /// Whether there are zeros among the bytes: then strings may follow one another without a boundary.
    var isBinary = false

    init(_ bytes: [UInt8], traits: FileTraits = FileTraits(), isBinary: Bool = false) {
        self.bytes = bytes
        self.traits = traits
        self.isBinary = isBinary
    }

    /// The byte at an index; a zero outside of the text.
    subscript(index: Int) -> UInt8 { bytes.indices.contains(index) ? bytes[index] : 0 }

    /// Where the run of such bytes ends that starts at `start`, at most `limit` bytes further.
    func end(of set: ByteSet, from start: Int, limit: Int = 4096) -> Int {
        let last = min(bytes.count, start + limit)
        var end = max(0, start)
        while end < last, set.contains(bytes[end]) { end += 1 }
        return max(start, end)
    }

    /// Where the run of such bytes starts that ends before `end`, at most `limit` bytes back.
    func start(of set: ByteSet, before end: Int, limit: Int = 256) -> Int {
        let first = max(0, end - limit)
        var start = min(end, bytes.count)
        while start > first, set.contains(bytes[start - 1]) { start -= 1 }
        return start
    }

    /// Whether the bytes at `index` are these.
    func has(_ wanted: String, at index: Int) -> Bool {
        guard index >= 0, index + wanted.utf8.count <= bytes.count else { return false }
        return bytes[index...].starts(with: wanted.utf8)
    }

    /// Whether the text stands anywhere.
    func has(_ wanted: String) -> Bool { find(wanted, in: bytes.indices) != nil }

    /// Where the text first stands in the range; in either case where the text has small letters and `ignoresCase`.
    func find(_ wanted: String, in range: Range<Int>, ignoresCase: Bool = false) -> Int? {
        let range = range.clamped(to: 0..<bytes.count)
        var wanted = wanted
        return wanted.withUTF8 { wanted in
            bytes.withUnsafeBufferPointer { bytes in
                bytes.firstIndex(ofText: wanted, in: range, bits: ignoresCase ? 0x20 : 0)
            }
        }
    }

    /// Whether some bytes stand in the range at an index that a test accepts.
    func find(_ wanted: [UInt8], in range: Range<Int>, where isWanted: (Int) -> Bool) -> Bool {
        var start = range.lowerBound
        while start < range.upperBound {
            let next = wanted.withUnsafeBufferPointer { wanted in
                bytes.withUnsafeBufferPointer { $0.firstIndex(ofText: wanted, in: start..<range.upperBound, bits: 0) }
            }
            guard let next else { return false }
            if isWanted(next) { return true }
            start = next + 1
        }
        return false
    }

    /// Where the text last stands in the range.
    func findLast(_ wanted: String, in range: Range<Int>) -> Int? {
        var last: Int?
        while let next = find(wanted, in: (last.map { $0 + 1 } ?? range.lowerBound)..<range.upperBound) { last = next }
        return last
    }

    /// The bytes of the range as text.
    func string(_ range: Range<Int>) -> String {
        String(decoding: bytes[range.clamped(to: 0..<bytes.count)], as: UTF8.self)
    }

    /// The line that an index stands in, without its end; at most `reach` bytes to either side.
    func line(around index: Int, reach: Int = 512) -> Range<Int> {
        var start = min(max(0, index), bytes.count)
        var end = start
        let (first, last) = (max(0, start - reach), min(bytes.count, end + reach))
        while start > first, !SecretText.isLineEnd(bytes[start - 1]) { start -= 1 }
        while end < last, !SecretText.isLineEnd(bytes[end]) { end += 1 }
        return start..<end
    }

    /// The index of the line feed that ends the line of `index`; `reach` bytes further where it is longer.
    func lineEnd(after index: Int, reach: Int = .max) -> Int {
        let start = min(max(0, index), bytes.count)
        let last = reach < bytes.count - start ? start + reach : bytes.count
        return bytes.withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress, let end = memchr(base + start, 0x0a, last - start) else { return last }
            return base.distance(to: end)
        }
    }

    /// The index of the first byte behind the line that `index` stands in; `reach` bytes further where it is longer.
    func nextLine(after index: Int, reach: Int = .max) -> Int {
        min(bytes.count, lineEnd(after: index, reach: reach) + 1)
    }

    private static func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0a || byte == 0x0d || byte == 0 }

    /// Whether the byte before the range is not part of the same word: for tokens of a fixed shape.
    ///
    /// A byte that equals the token's length is a length prefix, as in Python's byte code and protocol buffers. What
    /// starts with a mark, as `.webhook.office.com` does, may follow a word.
    func startsWord(_ range: Range<Int>) -> Bool {
        guard range.lowerBound > 0, ByteSet.word.contains(self[range.lowerBound]) else { return true }
        let before = bytes[range.lowerBound - 1]
        if !ByteSet.word.contains(before) { return true }
        return isBinary && Int(before) == range.count
            // An escape before it, as in `\nghp_…` of a shell's or a JSON text.
            || self[range.lowerBound - 2] == 0x5c && ByteSet.escapes.contains(before)
    }

    /// Whether no byte of the set follows the range.
    func endsWord(_ range: Range<Int>, _ set: ByteSet = .alphanumeric) -> Bool {
        !set.contains(self[range.upperBound])
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// Where the text first stands in a range of the bytes, in each of which some bits are set before they are compared.
    fileprivate func firstIndex(ofText wanted: UnsafeBufferPointer<UInt8>, in range: Range<Int>, bits: UInt8) -> Int? {
        guard let first = wanted.first, range.count >= wanted.count else { return nil }
        var index = range.lowerBound
        let last = range.upperBound - wanted.count
        while index <= last {
            if self[index] | bits == first {
                var length = 1
                while length < wanted.count, self[index + length] | bits == wanted[length] { length += 1 }
                if length == wanted.count { return index }
            }
            index += 1
        }
        return nil
    }
}
