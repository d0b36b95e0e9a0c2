import ArgumentParser
import Reporting

/// The formats of findings, of `strata check` and of `strata lint`.
enum FindingFormat: String, ExpressibleByArgument, CaseIterable {
    case table, json, sarif, junit, github, markdown, html

    static let help: ArgumentHelp = """
        table, json, sarif, junit, github (annotations of a workflow), markdown (for a comment on a pull request) or html \
        (one page that needs nothing else).
        """

    /// A report in this format; table and JSON are each command's own, and so is the page where it has more to show.
    func text(
        of report: some ReportedFindings, table: () -> String, json: () -> JSONValue, html: (() -> String)? = nil
    ) -> String {
        switch self {
        case .table: table()
        case .json: json().pretty + "\n"
        case .sarif: report.sarif(toolVersion: Strata.configuration.version).pretty + "\n"
        case .junit: report.junit
        case .github: report.gitHubAnnotations
        case .markdown: report.markdown
        case .html: html?() ?? report.html(toolVersion: Strata.configuration.version)
        }
    }
}
