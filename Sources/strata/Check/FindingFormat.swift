import ArgumentParser
import Reporting

/// The formats of findings, of `strata check` and of `strata lint`.
enum FindingFormat: String, ExpressibleByArgument, CaseIterable {
    case table, json, sarif, junit, github, markdown, html

    static let help: ArgumentHelp = """
        table, json, sarif, junit, github (annotations of a workflow), markdown (for a comment on a pull request) or html \
        (one page that needs nothing else).
        """

    /// Reports in this format; table and JSON are each command's own, and so is the page where it has more to show.
    ///
    /// - Throws: `Failure.usage` for several reports where the format holds one.
    func text<Report: ReportedFindings>(
        of reports: [Report], table: (Report) -> String, json: () -> JSONValue, html: (() -> String)? = nil
    ) throws(Failure) -> String {
        switch self {
        case .table: return reports.map(table).joined(separator: "\n")
        case .json: return json().pretty + "\n"
        case .sarif:
            return try single(reports).sarif(toolVersion: Strata.configuration.version).pretty + "\n"
        case .junit: return try single(reports).junit
        case .github: return reports.map(\.gitHubAnnotations).joined()
        case .markdown: return reports.map(\.markdown).joined(separator: "\n")
        case .html:
            return html?() ?? (reports as [any ReportedFindings]).html(toolVersion: Strata.configuration.version)
        }
    }

    private func single<Report>(_ reports: [Report]) throws(Failure) -> Report {
        guard reports.count == 1 else { throw .usage("--format \(rawValue) holds one report: name one file at a time") }
        return reports[0]
    }
}
