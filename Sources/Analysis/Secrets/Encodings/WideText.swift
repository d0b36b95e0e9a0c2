/// Runs of ASCII in UTF-16, of either byte order, anywhere in a file.
enum WideText {
    /// Shorter runs are passed over, in characters.
    private static let shortest = 12
    /// The stride of the search, in bytes: every run of the shortest length has such a place.
    private static let stride = 16

    /// The runs of a text, their high bytes left out.
    static func runs(in text: SecretText) -> [DecodedRun] {
        guard text.isBinary, text.bytes.count >= 2 * shortest else { return [] }
        return text.bytes.withUnsafeBufferPointer(runs)
    }

    private static func runs(in bytes: UnsafeBufferPointer<UInt8>) -> [DecodedRun] {
        var runs: [DecodedRun] = []
        var position = 0
        while position + 8 <= bytes.count {
            let word = UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: position, as: UInt64.self)
            let isEven = isWide(UInt64(littleEndian: word))
            guard isEven || isWide(UInt64(littleEndian: word) >> 8) else {
                position += stride
                continue
            }
            let run = run(in: bytes, around: isEven ? position : position + 1)
            if run.characters.count >= shortest {
                runs.append(
                    DecodedRun(bytes: run.characters, encoding: "UTF-16", lines: [run.start], ratio: (2, 1)))
            }
            position = max(position + stride, run.start + 2 * run.characters.count)
        }
        return runs
    }

    /// Whether three characters of printable ASCII, each followed by a zero, are the lower six bytes of a word, the first
    /// the lowest: of nearly all places one comparison tells that they are not.
    private static func isWide(_ word: UInt64) -> Bool {
        word & 0xff00_ff00_ff00 == 0 && isText(UInt8(truncatingIfNeeded: word))
            && isText(UInt8(truncatingIfNeeded: word >> 16)) && isText(UInt8(truncatingIfNeeded: word >> 32))
    }

    private static func run(
        in bytes: UnsafeBufferPointer<UInt8>, around index: Int
    ) -> (start: Int, characters: [UInt8]) {
        var start = index
        while start >= 2, bytes[start - 1] == 0, isText(bytes[start - 2]) { start -= 2 }
        var characters: [UInt8] = []
        var next = start
        while next < bytes.count, isText(bytes[next]), next + 1 == bytes.count || bytes[next + 1] == 0 {
            characters.append(bytes[next])
            next += 2
        }
        return (start, characters)
    }

    private static func isText(_ byte: UInt8) -> Bool {
        byte >= 0x20 && byte < 0x7f || byte == 0x0a || byte == 0x0d || byte == 0x09
    }
}
