import Archive
import Evidence
import FileTree
import Glibc
import RegularExpressions

/// Looks through the files of one layer, a window of whole lines at a time. Longer lines are cut, with an overlap, so
/// that memory does not grow with them.
final class FileTextSearch: FileObserver {
    private static let window = 1 << 20
    private static let overlap = RegularExpression.longest
    /// A zero byte in this much of the start makes a file binary, as grep has it.
    private static let sniffed = 1 << 15

    private let options: TextSearch.Options
    private let search: LineSearch
    private let layer: Int
    private let onFile: @Sendable (TextSearch.File) -> Void
    private var file: TextSearch.File?
    private var bytes: [UInt8] = []
    /// The number of the line that `bytes` begins in, from 1.
    private var number = 1
    private var lastFound = 0
    private var kept = 0
    private var isSniffed = false

    /// Nil when there is no memory for it.
    init?(_ search: TextSearch, layer: Int, onFile: @escaping @Sendable (TextSearch.File) -> Void) {
        guard let lines = LineSearch(search.expression) else { return nil }
        options = search.options
        self.search = lines
        self.layer = layer
        self.onFile = onFile
    }

    func begin(_ entry: TarEntry, at path: FilePath, ordinal: Int) -> Bool {
        // What could not be read to its end is told as far as it was read.
        conclude()
        guard entry.kind == .regularFile, entry.size > 0 else { return false }
        file = TextSearch.File(place: .init(layer: layer, ordinal: ordinal), path: entry.path, isBinary: false)
        bytes.removeAll(keepingCapacity: true)
        (number, lastFound, kept, isSniffed) = (1, 0, 0, false)
        return true
    }

    func receive(_ piece: RawSpan) -> Bool {
        piece.withUnsafeBytes { piece in
            var rest = piece[...]
            while !rest.isEmpty {
                let part = rest.prefix(max(1, FileTextSearch.window - bytes.count))
                bytes.append(contentsOf: part)
                rest = rest[part.endIndex...]
                if bytes.count >= FileTextSearch.window, !look(isLast: false) {
                    conclude(looksOn: false)
                    return false
                }
            }
            return true
        }
    }

    func end() { conclude() }

    func finish() { conclude() }

    private func conclude(looksOn: Bool = true) {
        guard file != nil else { return }
        if looksOn, !bytes.isEmpty { _ = look(isLast: true) }
        if let file, file.count > 0 { onFile(file) }
        file = nil
    }

    /// Looks through the whole lines there are, and keeps the rest; false where the file is done with.
    private func look(isLast: Bool) -> Bool {
        bytes.withUnsafeBytes { all in
            if !isSniffed {
                isSniffed = true
                file?.isBinary = all.prefix(FileTextSearch.sniffed).contains(0)
            }
        }
        let lineEnd = isLast ? nil : bytes.lastIndex(of: newline).map { $0 + 1 }
        let usable = lineEnd ?? bytes.count
        let wantsMore = bytes.withUnsafeBytes { note(UnsafeRawBufferPointer(rebasing: $0[..<usable])) }
        guard wantsMore, !isLast else { return wantsMore }
        number += newlines(in: 0..<usable)
        // Of a line without an end, what may have begun at its end is looked at again.
        bytes.removeSubrange(..<(lineEnd ?? max(0, usable - FileTextSearch.overlap)))
        return true
    }

    /// Notes the lines that fit; false where no more are wanted.
    private func note(_ window: UnsafeRawBufferPointer) -> Bool {
        var line = number
        var counted = 0
        for range in search.lines(in: window) {
            guard file?.isBinary == false else {
                file?.count = 1
                return false
            }
            line += newlines(in: counted..<range.lowerBound)
            counted = range.lowerBound
            // A long line comes in several windows.
            guard line != lastFound else { continue }
            lastFound = line
            file?.count += 1
            keep(UnsafeRawBufferPointer(rebasing: window[range]), number: line)
            if let limit = options.linesPerFile, let count = file?.count, count >= limit { return false }
        }
        return true
    }

    private func keep(_ line: UnsafeRawBufferPointer, number: Int) {
        guard options.keepsLines, kept < TextSearch.keptOfFile else { return }
        var start = 0
        if line.count > TextSearch.longestLine {
            let end = search.firstEnd(in: line) ?? 0
            start = max(0, min(end - TextSearch.longestLine / 2, line.count - TextSearch.longestLine))
        }
        var text = Array(line[start...].prefix(TextSearch.longestLine))
        if text.last == UInt8(ascii: "\r") { text.removeLast() }
        kept += text.count + MemoryLayout<TextSearch.Line>.stride
        let spans = options.tellsSpans ? text.withUnsafeBytes { search.spans(in: $0) } : []
        file?.lines.append(
            TextSearch.Line(number: number, text: text, spans: Array(spans.prefix(TextSearch.mostSpans))))
    }

    private func newlines(in range: Range<Int>) -> Int {
        bytes.withUnsafeBufferPointer { bytes in
            var count = 0
            for index in range where bytes[index] == newline { count &+= 1 }
            return count
        }
    }
}

private let newline = UInt8(ascii: "\n")
