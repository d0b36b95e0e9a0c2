import FileTree
import TerminalUI

/// The contents of a file, laid out in rows.
public struct Viewer: Sendable, Hashable {
    /// The path of the file, unescaped, without a leading slash.
    public var path: [UInt8]
    /// The entry whose contents are shown; it knows the layer.
    public var entry: EntryReference
    /// The file's bytes as its layer says.
    public var size: Int64
    /// Which request brings the contents.
    public var request = 0
    /// The contents; nil while they are read.
    public var contents: FileContents?
    /// Why they cannot be read.
    public var failure: String?
    /// Whether bytes are shown in hexadecimal.
    public var isHex = false
    /// Whether JSON is laid out, a line for each value.
    private(set) var isLaidOut = false
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
    /// The language of the contents; nil for one that is not known.
    private(set) var language: Language?
    /// The colours of the rows on the screen.
    private(set) var colors = ViewerColors()
    /// The row that the search has found last.
    var found: Int?
    /// The line, from 1, that comes into the middle of the screen once the contents are there.
    var wantedLine: Int?
    private var laidOut: LayoutKey?
    private var layout: [UInt8]?

    private struct LayoutKey: Hashable {
        var isHex: Bool
        var isLaidOut: Bool
        var width: Int?
        var count: Int
    }

    init(path: [UInt8], entry: EntryReference, size: Int64, request: Int = 0) {
        self.path = path
        self.entry = entry
        self.size = size
        self.request = request
    }

    /// Whether the contents are still to come.
    var isAwaited: Bool { contents == nil && failure == nil }

    /// Takes the contents.
    mutating func show(_ bytes: [UInt8]) {
        let contents = FileContents(bytes: bytes, size: size)
        self.contents = contents
        isHex = !contents.isText
        let name = path.split(separator: 0x2f).last.map { String(decoding: $0, as: UTF8.self) } ?? ""
        language = Language.of(name: name, start: bytes.prefix(512))
        laidOut = nil
    }

    /// Lays the rows out anew where something changed, and keeps the position inside them.
    mutating func settle(size: Size) {
        guard let contents else { return }
        let bytes = (isLaidOut && !isHex ? layout : nil) ?? contents.bytes
        let gutter = showsNumbers && !isHex ? String(bytes.count { $0 == 0x0a } + 1).count + 1 : 0
        let width = isWrapped && !isHex ? size.width - gutter : nil
        let key = LayoutKey(isHex: isHex, isLaidOut: isLaidOut, width: width, count: bytes.count)
        if key != laidOut {
            let line = lineNumber(at: row)
            rows = isHex ? ViewerRows(hex: bytes) : ViewerRows(text: bytes, width: width)
            colors.reset()
            found = nil
            let isSameText = laidOut?.isHex == isHex && laidOut?.isLaidOut == isLaidOut
            if isSameText, let line { row = rows.numbers.firstIndex(of: line) ?? row }
            laidOut = key
        }
        if let wantedLine, !isHex { show(line: wantedLine, height: size.height) }
        row = max(0, min(row, rows.texts.count - size.height))
        column = isWrapped ? 0 : max(0, column)
        colors.show(row..<row + size.height, of: rows, in: isHex ? nil : language)
    }

    /// Lays JSON out, or shows it as it is; false where it cannot be laid out.
    mutating func toggleLayout() -> Bool {
        guard let contents, !isHex, language == .json else { return false }
        layout = layout ?? JSONLayout.lines(of: contents.bytes)
        guard layout != nil else { return false }
        isLaidOut.toggle()
        row = 0
        return true
    }

    /// Brings a line to the middle of the screen; of those that were not read, the last one that was.
    private mutating func show(line: Int, height: Int) {
        let place = rows.numbers.firstIndex(of: line) ?? max(0, rows.texts.count - 1)
        (found, row, wantedLine) = (place, place - height / 2, nil)
    }

    private func lineNumber(at row: Int) -> Int? {
        guard rows.numbers.indices.contains(row) else { return nil }
        return rows.numbers[...row].last { $0 > 0 }
    }
}
