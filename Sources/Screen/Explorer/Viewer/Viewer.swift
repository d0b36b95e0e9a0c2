import FileTree
import TerminalUI

/// The contents of a file over the panes.
public struct Viewer: Sendable, Hashable {
    /// The path of the file, unescaped, without a leading slash.
    public var path: [UInt8]
    /// The entry whose contents are shown; it knows the layer.
    public var entry: EntryReference
    /// The file's bytes as its layer says.
    public var size: Int64
    /// Which request brings the contents.
    public var request: Int
    /// The contents; nil while they are read.
    public var contents: FileContents?
    /// Why they cannot be read.
    public var failure: String?
    /// Whether bytes are shown in hexadecimal.
    public var isHex = false
    /// Whether long lines go on in the next row.
    public var isWrapped = false
    /// Whether lines carry numbers.
    public var showsNumbers = true
    /// What is searched for; empty for nothing.
    public var search = ""
    /// The first row on the screen, from 0.
    public var row = 0
    /// The first column on the screen, from 0.
    public var column = 0
    /// The contents in rows.
    private(set) var rows = ViewerRows()
    private var laidOut: LayoutKey?

    private struct LayoutKey: Hashable {
        var isHex: Bool
        var width: Int?
        var count: Int
    }

    init(path: [UInt8], entry: EntryReference, size: Int64, request: Int) {
        self.path = path
        self.entry = entry
        self.size = size
        self.request = request
    }

    /// Takes the contents.
    mutating func show(_ bytes: [UInt8]) {
        let contents = FileContents(bytes: bytes, size: size)
        self.contents = contents
        isHex = !contents.isText
        laidOut = nil
    }

    /// Lays the rows out anew where something changed, and keeps the position inside them.
    mutating func settle(size: Size) {
        guard let contents else { return }
        let gutter = showsNumbers && !isHex ? String(contents.bytes.count { $0 == 0x0a } + 1).count + 1 : 0
        let width = isWrapped && !isHex ? size.width - gutter : nil
        let key = LayoutKey(isHex: isHex, width: width, count: contents.bytes.count)
        if key != laidOut {
            let line = lineNumber(at: row)
            rows = isHex ? ViewerRows(hex: contents.bytes) : ViewerRows(text: contents.bytes, width: width)
            if laidOut != nil, laidOut?.isHex == isHex, let line { row = rows.numbers.firstIndex(of: line) ?? row }
            laidOut = key
        }
        row = max(0, min(row, rows.texts.count - size.height))
        column = isWrapped ? 0 : max(0, column)
    }

    /// Goes to the next row that holds the searched text, or the previous one; false where none does.
    mutating func find(backwards: Bool, from start: Int) -> Bool {
        let text = TextViewer(lines: rows.texts, match: search)
        guard let found = text.nextMatch(from: start, backwards: backwards) else { return false }
        row = found
        return true
    }

    private func lineNumber(at row: Int) -> Int? {
        guard rows.numbers.indices.contains(row) else { return nil }
        return rows.numbers[...row].last { $0 > 0 }
    }
}
