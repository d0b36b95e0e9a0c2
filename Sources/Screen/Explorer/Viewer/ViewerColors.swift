import TerminalUI

/// The tokens of the rows on the screen. Lines above are read once, to know what each begins inside of; that is kept for
/// every few of them, so that scrolling reads no more than a screen.
struct ViewerColors: Sendable, Hashable {
    /// The tokens of the rows from the first one shown on.
    private(set) var tokens: [[Token]] = []
    private var checkpoints: [Checkpoint] = []

    private struct Checkpoint: Hashable {
        let row: Int
        let state: Tokenizer.State
    }

    /// Rows between two checkpoints, at least.
    private static let interval = 256
    /// Of longer lines only the start has colours.
    private static let longestLine = 1 << 14

    /// Forgets what belongs to other rows.
    mutating func reset() {
        tokens = []
        checkpoints = []
    }

    /// Finds the tokens of the rows that are shown.
    mutating func show(_ shown: Range<Int>, of rows: ViewerRows, in language: Language?) {
        tokens = []
        let shown = shown.clamped(to: 0..<rows.texts.count)
        guard let language, !shown.isEmpty else { return }
        let start = checkpoints.last { $0.row <= shown.lowerBound } ?? Checkpoint(row: 0, state: .start)
        var (row, state) = (start.row, start.state)
        tokens = Array(repeating: [], count: shown.count)
        while row < shown.upperBound {
            if row >= (checkpoints.last?.row ?? 0) + ViewerColors.interval {
                checkpoints.append(Checkpoint(row: row, state: state))
            }
            let end = rows.numbers[(row + 1)...].firstIndex { $0 > 0 } ?? rows.texts.count
            addTokens(of: row..<end, shown, rows, language, &state)
            row = end
        }
    }

    /// The tokens of one line, which may go over several rows. A space stands for the one that wrapping leaves out.
    private mutating func addTokens(
        of line: Range<Int>, _ shown: Range<Int>, _ rows: ViewerRows, _ language: Language,
        _ state: inout Tokenizer.State
    ) {
        var text = ""
        var starts: [Int] = []
        for row in line where text.utf8.count < ViewerColors.longestLine {
            starts.append(text.utf8.count)
            text += rows.texts[row] + " "
        }
        text.removeLast()
        let found = Tokenizer.tokens(of: text, in: language, state: &state)
        guard line.overlaps(shown) else { return }
        for (offset, start) in starts.enumerated() where shown.contains(line.lowerBound + offset) {
            let length = rows.texts[line.lowerBound + offset].utf8.count
            tokens[line.lowerBound + offset - shown.lowerBound] = found.compactMap { token in
                let range = token.range.clamped(to: start..<start + length)
                return range.isEmpty ? nil : Token(range.lowerBound - start..<range.upperBound - start, token.kind)
            }
        }
    }
}
