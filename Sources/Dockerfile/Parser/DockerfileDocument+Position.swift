extension DockerfileDocument {
    /// Where an instruction starts: its word, white space before it left out.
    public func position(of instruction: Instruction) -> SourcePosition {
        let number = instruction.lines.lowerBound
        let line = lines.indices.contains(number - 1) ? lines[number - 1] : ""
        let indent = line.unicodeScalars.prefix { $0.properties.isWhitespace }.count
        return SourcePosition(line: number, column: indent + 1)
    }

    /// Where a text first stands behind the instruction's word; the instruction's start when it is not there, as when
    /// an escape or a continuation cuts it in two.
    ///
    /// - Parameters:
    ///   - text: An argument or a part of one, as written.
    ///   - instruction: The instruction of this document that has it.
    ///   - occurrence: Which one, from 0.
    public func position(of text: String, in instruction: Instruction, occurrence: Int = 0) -> SourcePosition {
        let source = SourceText(of: instruction, in: self)
        let wanted = Array(text.utf8)
        let start = instruction.name.utf8.count
        guard !wanted.isEmpty, source.bytes.count >= start + wanted.count else { return position(of: instruction) }
        var left = occurrence
        for offset in start...(source.bytes.count - wanted.count) where source.bytes[offset] == wanted[0] {
            guard source.bytes[offset...].starts(with: wanted) else { continue }
            if left == 0 { return source.position(of: offset) }
            left -= 1
        }
        return position(of: instruction)
    }
}
