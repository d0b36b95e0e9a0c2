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
    private let rows: FoldedRows
    /// How many lines were found; a binary file counts as one.
    let lineCount: Int

    /// Nothing.
    init() { self.init([]) }

    /// The rows of a report.
    public init(_ report: TextSearchReport) { self.init(report.files) }

    private init(_ files: [TextSearchReport.Found]) {
        self.files = files
        rows = FoldedRows(below: files.map { $0.file.lines.count + (FoundLines.rest(of: $0) > 0 ? 1 : 0) })
        lineCount = files.reduce(0) { $0 + $1.file.count }
    }

    /// How many rows there are.
    var count: Int { rows.count }

    /// How many files there are.
    var fileCount: Int { files.count }

    /// A row, from 0; nil where there is none.
    subscript(row: Int) -> Row? {
        switch rows[row] {
        case .entry(let index): .file(files[index])
        case .below(let line, let index): self.row(line, of: files[index])
        case nil: nil
        }
    }

    private func row(_ line: Int, of found: TextSearchReport.Found) -> Row {
        found.file.lines.indices.contains(line)
            ? .line(found, found.file.lines[line]) : .more(found, count: FoundLines.rest(of: found))
    }

    /// What stands in a row; nil where there is none.
    func place(of row: Int) -> Place? {
        switch rows[row] {
        case .entry(let index): Place(file: files[index].file.place)
        case .below(let line, let index): Place(file: files[index].file.place, line: line)
        case nil: nil
        }
    }

    /// The row of a place; nil where it is not among what was found.
    func row(of place: Place) -> Int? {
        guard let index = files.firstIndex(where: { $0.file.place == place.file }) else { return nil }
        return rows.row(of: index) + (place.line.map { $0 + 1 } ?? 0)
    }

    private static func rest(of found: TextSearchReport.Found) -> Int {
        found.file.isBinary ? 0 : found.file.count - found.file.lines.count
    }
}
