/// Runs of ASCII in UTF-16, of either byte order, anywhere in a file.
enum WideText {
    /// Shorter runs are passed over, in characters.
    private static let shortest = 12
    /// The stride of the search, in bytes: every run of the shortest length has such a place.
    private static let stride = 16

    /// The runs of a text, their high bytes left out.
    static func runs(in text: SecretText) -> [DecodedRun] {
        guard text.isBinary, text.bytes.count >= 2 * shortest else { return [] }
        return text.bytes.withUnsafeBytes(runs)
    }

    private static func runs(in bytes: UnsafeRawBufferPointer) -> [DecodedRun] {
        var runs: [DecodedRun] = []
        var position = 0
        while let (place, start) = firstText(in: bytes, from: position) {
            let run = run(in: bytes, around: start)
            if run.characters.count >= shortest {
                runs.append(
                    DecodedRun(bytes: run.characters, encoding: "UTF-16", lines: [run.start], ratio: (2, 1)))
            }
            position = max(place + stride, run.start + 2 * run.characters.count)
        }
        return runs
    }

    /// The first place from `position` on where text is, in strides, and where the character starts there or behind it.
    private static func firstText(
        in bytes: UnsafeRawBufferPointer, from position: Int
    ) -> (place: Int, start: Int)? {
        let last = bytes.count - MemoryLayout<UInt64>.size
        var place = position
        while place <= last {
            let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
            if isWide(word) { return (place, place) }
            if isWide(word >> 8) { return (place, place + 1) }
            place &+= stride
        }
        return nil
    }

    /// Whether three characters of printable ASCII, each followed by a zero, are the lower six bytes of a word, the first
    /// the lowest: of nearly all places one comparison tells that they are not.
    private static func isWide(_ word: UInt64) -> Bool {
        word & 0xff00_ff00_ff00 == 0 && isText(UInt8(truncatingIfNeeded: word))
            && isText(UInt8(truncatingIfNeeded: word >> 16)) && isText(UInt8(truncatingIfNeeded: word >> 32))
    }

    private static func run(
        in bytes: UnsafeRawBufferPointer, around index: Int
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
