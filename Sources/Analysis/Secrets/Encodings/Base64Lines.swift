/// Base64 over several lines of one length, as in mails, manifests and what `base64` writes (RFC 2045, section 6.8).
///
/// A token may stand across two lines, where no anchor finds it: so such blocks are looked for by their lines.
enum Base64Lines {
    /// Full lines have so many characters; in groups of four, since what is longer is not wrapped for people.
    private static let lengths = 40...1024

    /// The blocks of a text: one or more full lines and a last one that may be shorter.
    static func blocks(in text: SecretText) -> [DecodedRun] {
        guard !text.isBinary, !text.traits.isPackageCode else { return [] }
        var blocks: [DecodedRun] = []
        var block: [Range<Int>] = []
        func end() {
            if block.count > 1 { blocks.append(run(of: block, in: text)) }
            block.removeAll(keepingCapacity: true)
        }
        var start = 0
        while start < text.bytes.count {
            let next = text.nextLine(after: start)
            if let length = block.first?.count, let more = beginning(of: start..<next, in: text), more.count <= length {
                block.append(more)
                if more.count < length || text.start(of: .base64LineEnds, before: next) > more.upperBound { end() }
            } else {
                end()
                let first = ending(of: start..<next, in: text)
                if lengths.contains(first.count), first.count % 4 == 0 { block = [first] }
            }
            start = next
        }
        end()
        return blocks
    }

    /// The base64 that a line ends in.
    private static func ending(of line: Range<Int>, in text: SecretText) -> Range<Int> {
        let end = text.start(of: .base64LineEnds, before: line.upperBound, limit: min(line.count, 4))
        return text.start(of: .anyBase64, before: end, limit: min(end - line.lowerBound, lengths.upperBound + 1))..<end
    }

    /// The base64 that a line begins with behind its indentation; nil for none, and for a word among others.
    private static func beginning(of line: Range<Int>, in text: SecretText) -> Range<Int>? {
        let start = text.end(of: .space, from: line.lowerBound, limit: line.count)
        let end = text.end(of: .anyBase64, from: start, limit: line.upperBound - start)
        return start < end && text[end] != 0x20 ? start..<end : nil
    }

    private static func run(of lines: [Range<Int>], in text: SecretText) -> DecodedRun {
        let length = lines.first?.count ?? 0
        return DecodedRun(
            bytes: Base64.decode(lines.flatMap { text.bytes[$0] }), encoding: "base64",
            lines: lines.map(\.lowerBound), lineLength: length / 4 * 3, ratio: (4, 3))
    }
}
