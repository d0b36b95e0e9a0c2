/// A `#` that begins a word behind an instruction's arguments.
public struct TrailingComment: Hashable, Sendable {
    /// From the `#` to the end of the instruction, continuations joined.
    public let text: String
    /// What of that stands on later lines than the `#`, so that whoever wrote it hardly meant it to be a comment.
    public let continued: String
    /// Where the `#` stands.
    public let position: SourcePosition
}

extension DockerfileDocument {
    /// The first word behind an instruction's name that begins with `#`, outside of quotes; nil for none.
    ///
    /// To the builder it is no comment: comments are lines of their own. A shell takes it for one, up to the end of the
    /// line that continuations made.
    public func trailingComment(of instruction: Instruction) -> TrailingComment? {
        let source = SourceText(of: instruction, in: self)
        let escape = self.escape.asciiValue ?? UInt8(ascii: "\\")
        var quote: UInt8?
        var offset = instruction.name.utf8.count
        while offset < source.bytes.count {
            let byte = source.bytes[offset]
            if byte == escape, quote != UInt8(ascii: "'") {
                offset += 1
            } else if byte == quote {
                quote = nil
            } else if quote == nil, byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            } else if quote == nil, byte == UInt8(ascii: "#"), [0x20, 0x09].contains(source.bytes[offset - 1]) {
                return TrailingComment(source, from: offset)
            }
            offset += 1
        }
        return nil
    }
}

extension TrailingComment {
    fileprivate init(_ source: SourceText, from offset: Int) {
        position = source.position(of: offset)
        text = String(decoding: source.bytes[offset...], as: UTF8.self).trimmingSpace()
        // Offsets grow with lines.
        var (low, high) = (offset, source.bytes.count)
        while low < high {
            let middle = (low + high) / 2
            if source.position(of: middle).line > position.line { high = middle } else { low = middle + 1 }
        }
        continued = String(decoding: source.bytes[low...], as: UTF8.self).trimmingSpace()
    }
}
