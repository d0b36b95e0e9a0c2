import ImageAnalysis
import Reporting

/// What a search in contents found, in rows: each file's heading, then its lines.
public struct FoundLines: Sendable {
    /// A row.
    enum Row {
        /// A file.
        case file(TextSearchReport.Found)
        /// A line of a file.
        case line(TextSearchReport.Found, TextSearch.Line)
        /// So many lines of the file above that are not kept.
        case more(TextSearchReport.Found, count: Int)
    }

    /// Where something was found: the same in whatever else is found meanwhile.
    struct Place: Hashable {
        var file: InspectedContents.Place
        /// The line's place among those of the file; nil for the file.
        var line: Int?
    }

    /// The files, by path and layer.
    private let files: [TextSearchReport.Found]
    /// The row of each file, ascending.
    private let starts: [Int]
    /// How many rows there are.
    let count: Int
    /// How many lines were found; a binary file counts as one.
    let lineCount: Int

    /// Nothing.
    init() { self.init([]) }

    /// The rows of a report.
    public init(_ report: TextSearchReport) { self.init(report.files) }

    private init(_ files: [TextSearchReport.Found]) {
        self.files = files
        var starts: [Int] = []
        var (row, lines) = (0, 0)
        for found in files {
            starts.append(row)
            row += 1 + found.file.lines.count + (FoundLines.rest(of: found) > 0 ? 1 : 0)
            lines += found.file.count
        }
        (self.starts, count, lineCount) = (starts, row, lines)
    }

    /// How many files there are.
    var fileCount: Int { files.count }

    /// A row, from 0; nil where there is none.
    subscript(row: Int) -> Row? {
        guard let index = file(at: row) else { return nil }
        let found = files[index]
        let line = row - starts[index] - 1
        if line < 0 { return .file(found) }
        guard found.file.lines.indices.contains(line) else {
            return .more(found, count: FoundLines.rest(of: found))
        }
        return .line(found, found.file.lines[line])
    }

    /// What stands in a row; nil where there is none.
    func place(of row: Int) -> Place? {
        guard let index = file(at: row) else { return nil }
        let line = row - starts[index] - 1
        return Place(file: files[index].file.place, line: line < 0 ? nil : line)
    }

    /// The row of a place; nil where it is not among what was found.
    func row(of place: Place) -> Int? {
        guard let index = files.firstIndex(where: { $0.file.place == place.file }) else { return nil }
        return starts[index] + (place.line.map { $0 + 1 } ?? 0)
    }

    private static func rest(of found: TextSearchReport.Found) -> Int {
        found.file.isBinary ? 0 : found.file.count - found.file.lines.count
    }

    /// The file that a row belongs to.
    private func file(at row: Int) -> Int? {
        guard row >= 0, row < count else { return nil }
        var (low, high) = (0, starts.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= row { low = middle } else { high = middle }
        }
        return low
    }
}
