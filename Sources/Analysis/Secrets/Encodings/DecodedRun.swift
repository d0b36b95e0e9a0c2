/// Bytes that stand encoded in a text, and where each of them stands there.
struct DecodedRun {
    /// What is encoded.
    var bytes: [UInt8]
    /// How: `base64`.
    var encoding: String
    /// Where each of its lines starts in the text.
    var lines: [Int]
    /// How many of the decoded bytes a line holds; the last may hold less.
    var lineLength = Int.max
    /// So many bytes of the text stand for so many decoded ones.
    var ratio: (encoded: Int, decoded: Int)

    /// Where all of it stands in the text.
    var range: Range<Int> { place(of: bytes.indices) }

    /// Where a range of the decoded bytes stands in the text.
    func place(of range: Range<Int>) -> Range<Int> {
        let (first, start) = line(of: range.lowerBound)
        let (end, count) = line(of: max(range.lowerBound, range.upperBound - 1))
        // Characters that a byte shares with its neighbours belong to both.
        let encoded = ((count + 1) * ratio.encoded + ratio.decoded - 1) / ratio.decoded
        return first + start * ratio.encoded / ratio.decoded..<end + encoded
    }

    /// Where the line of a decoded byte starts in the text, and how many bytes stand before it in that line.
    private func line(of index: Int) -> (start: Int, before: Int) {
        let line = min(index / lineLength, lines.count - 1)
        return (lines[line], line == 0 ? index : index - line * lineLength)
    }
}
