import ArgumentParser
import Reporting

/// The formats of findings, of `strata check` and of `strata lint`.
enum FindingFormat: String, ExpressibleByArgument, CaseIterable {
    case table, json, jsonl, sarif, junit, github, gitlab, markdown, html

    static let help: ArgumentHelp = """
        table, json, jsonl (a finding a line), sarif, junit, github (annotations of a workflow), gitlab (code quality), \
        markdown (for a comment on a pull request) or html (one page that needs nothing else). FORMAT=FILE writes to a \
        file; may be said several times.
        """
}

/// Reports in the form that formats take: table and JSON are each command's own, and so is the page where it has more to
/// show.
struct ReportDocuments {
    /// The reports.
    let reports: [any ReportedFindings]
    /// Whether findings list all their files, or the largest.
    let hasAllItems: Bool
    /// The table, by the columns that there are and how styles come out.
    let table: (Int?, TextStyle.Palette) -> String
    /// The documented object.
    let json: () -> JSONValue
    /// The page; nil for that of the reports alone.
    var html: (() -> String)?

    /// The text of a format, and what it leaves out, one sentence each.
    func text(_ format: FindingFormat, width: Int?, palette: TextStyle.Palette) -> (text: String, remarks: [String]) {
        switch format {
        case .table: return (table(width, palette), [])
        case .json: return (json().pretty + "\n", [])
        case .jsonl: return (reports.map { $0.jsonLines(hasAllItems: hasAllItems) }.joined(), [])
        case .sarif:
            let log = SARIFDocument(reports, toolVersion: Strata.configuration.version)
            return (log.json.pretty + "\n", log.remarks)
        case .junit: return (reports.junit, [])
        case .github: return (reports.map(\.gitHubAnnotations).joined(), [])
        case .gitlab: return (reports.gitLabCodeQuality.pretty + "\n", [])
        case .markdown: return (reports.map(\.markdown).joined(separator: "\n"), [])
        case .html: return (html?() ?? reports.html(toolVersion: Strata.configuration.version), [])
        }
    }
}
