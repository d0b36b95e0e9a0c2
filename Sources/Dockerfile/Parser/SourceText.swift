/// Text put together from pieces of lines, which knows where each byte stands in the file.
struct SourceText {
    /// The text in UTF-8.
    private(set) var bytes: [UInt8] = []
    private var pieces: [Piece] = []
    private static let pieceLength = 256

    /// A run of bytes of one line.
    private struct Piece {
        let offset: Int
        let line: Int
        /// Unicode scalars before it in its line.
        let scalarsBefore: Int
    }

    /// Appends what follows the first `skipped` bytes of a line.
    mutating func append(_ content: ArraySlice<UInt8>, line: Int, after skipped: ArraySlice<UInt8>) {
        // Pieces are short, so that a position in a very long line is found quickly.
        var scalars = SourceText.scalarCount(skipped)
        var rest = content
        repeat {
            let piece = rest.prefix(SourceText.pieceLength)
            pieces.append(Piece(offset: bytes.count, line: line, scalarsBefore: scalars))
            bytes += piece
            scalars += SourceText.scalarCount(piece)
            rest = rest.dropFirst(piece.count)
        } while !rest.isEmpty
    }

    /// Appends a newline that belongs to the last piece.
    mutating func endLine() {
        bytes.append(0x0A)
    }

    /// Where the byte at an offset stands.
    func position(of offset: Int) -> SourcePosition {
        var low = 0
        var high = pieces.count
        while low < high {
            let middle = (low + high) / 2
            if pieces[middle].offset <= offset { low = middle + 1 } else { high = middle }
        }
        guard low > 0 else { return SourcePosition(line: 1, column: 1) }
        let piece = pieces[low - 1]
        let before = SourceText.scalarCount(bytes[piece.offset..<min(max(offset, piece.offset), bytes.count)])
        return SourcePosition(line: piece.line, column: piece.scalarsBefore + before + 1)
    }

    /// Where a shell reads on from an offset: behind backslashes before line ends, which it removes before it splits the
    /// text, even between the two characters of an operator (POSIX, "Escape Character (Backslash)").
    func skippingContinuations(from offset: Int, to end: Int) -> Int {
        var offset = offset
        while offset + 1 < end, bytes[offset] == UInt8(ascii: "\\"), bytes[offset + 1] == 0x0A { offset += 2 }
        return offset
    }

    private static func scalarCount(_ bytes: ArraySlice<UInt8>) -> Int {
        bytes.count { $0 & 0xC0 != 0x80 }
    }
}

extension SourceText {
    /// The lines of an instruction as BuildKit joins them: continuations, comments and blank lines left out.
    init(of instruction: Instruction, in document: DockerfileDocument) {
        let escape = document.escape.asciiValue ?? UInt8(ascii: "\\")
        for number in instruction.lines where document.lines.indices.contains(number - 1) {
            let line = Array(document.lines[number - 1].utf8)[...]
            let content = DockerfileParser.trimmingSpace(line)
            if number > instruction.lines.lowerBound, content.isEmpty || content.first == UInt8(ascii: "#") { continue }
            // Only the first line loses its indent, as in the joined text of the instruction.
            let kept = number == instruction.lines.lowerBound ? content : line
            let (body, continues) = DockerfileParser.splittingContinuation(kept, escape: escape)
            append(body, line: number, after: line.prefix(line.count - kept.count))
            if !continues { return }
        }
    }

    /// The body of a here-document.
    init(of heredoc: Heredoc, in document: DockerfileDocument) {
        for number in heredoc.lines ?? 1...1 where heredoc.lines != nil && document.lines.indices.contains(number - 1) {
            let line = Array(document.lines[number - 1].utf8)[...]
            let kept = heredoc.cutsTabs ? line.drop { $0 == 0x09 } : line
            append(kept, line: number, after: line.prefix(line.count - kept.count))
            endLine()
        }
    }
}
