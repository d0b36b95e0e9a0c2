import TerminalUI

/// Contents laid out in rows of the screen, each safe to show.
struct ViewerRows: Sendable, Hashable {
    /// The rows' text.
    private(set) var texts: [String] = []
    /// The number of the line that starts in the row, from 1; 0 where a line goes on.
    private(set) var numbers: [Int] = []

    private static let columnsOfTab = 8
    /// Longer lines go on in the next row even when they are not wrapped: drawing has to stay quick.
    private static let longestRow = 4096

    init() {}

    /// Text in lines; wrapped to `width` columns where there is one.
    init(text bytes: [UInt8], width: Int?) {
        var lines = bytes.split(separator: 0x0a, omittingEmptySubsequences: false)
        if lines.last?.isEmpty == true, lines.count > 1 { lines.removeLast() }
        for (index, line) in lines.enumerated() {
            let text = ViewerRows.printable(line.last == 0x0d ? line.dropLast() : line)
            let pieces = width.map { TextWidth.wrap(text, width: max(1, $0)) } ?? ViewerRows.pieces(of: text)
            for (piece, text) in pieces.enumerated() {
                texts.append(text)
                numbers.append(piece == 0 ? index + 1 : 0)
            }
        }
    }

    /// Bytes in hexadecimal, sixteen a row.
    init(hex bytes: [UInt8]) {
        texts = HexDump.lines(bytes)
        numbers = Array(repeating: 0, count: texts.count)
    }

    /// Columns of the line numbers with a space after them; 0 where there are none.
    var gutterWidth: Int {
        let last = numbers.last { $0 > 0 } ?? 0
        return last > 0 ? String(last).count + 1 : 0
    }

    private static func printable(_ line: ArraySlice<UInt8>) -> String {
        guard line.contains(0x09) else { return Printable.escape(line) }
        var text = ""
        for (index, part) in line.split(separator: 0x09, omittingEmptySubsequences: false).enumerated() {
            if index > 0 {
                let column = TextWidth.of(text)
                text += String(repeating: " ", count: columnsOfTab - column % columnsOfTab)
            }
            text += Printable.escape(part)
        }
        return text
    }

    private static func pieces(of text: String) -> [String] {
        guard text.utf8.count > longestRow else { return [text] }
        var pieces: [String] = []
        var rest = text[...]
        while !rest.isEmpty {
            pieces.append(String(rest.prefix(longestRow)))
            rest = rest.dropFirst(longestRow)
        }
        return pieces
    }
}
