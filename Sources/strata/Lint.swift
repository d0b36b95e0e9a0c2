import ArgumentParser
import DisplayText
import ImageAnalysis
import ImageStore
import Reporting

/// `strata lint`: what is wrong with a Dockerfile.
struct Lint: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Judge Dockerfiles: findings with line, column and remedy, and an exit code for scripts.",
        discussion: """
            Comments in the file ignore rules, by our ids or those of hadolint and BuildKit: “# strata ignore=ID,ID” or \
            “# hadolint ignore=ID” above an instruction, “# strata global ignore=ID” anywhere, and BuildKit's \
            “# check=skip=NAME;error=true” at the top. The .dockerignore beside the file counts, and of a .hadolint.yaml \
            here or beside it: ignored, override, failure-threshold, no-fail, trustedRegistries.

            Exit status: 0 no finding of --fail-on or worse, 1 there is one, 2 wrong usage, 3 a file cannot be read. \
            strata rules tells what each rule means.
            """
    )

    @Argument(help: "Dockerfiles, directories that have one, or - for standard input.") var dockerfiles: [String]
    @Option(help: "The build context, where that is not the Dockerfile's directory.") var context: String?
    @OptionGroup var formats: FormatOptions
    @Option(
        help: """
            Fail when a finding is of this severity or worse: critical, high, medium, low, info or none. If not said, \
            .strata.yaml's fail-on, .hadolint.yaml's failure-threshold, or high.
            """)
    var failOn: FailOn?
    @OptionGroup var rules: RuleOptions
    @OptionGroup var ignoring: IgnoreOptions
    @OptionGroup var config: SettingsOptions
    @Flag(name: .shortAndLong, help: "No warnings.") var quiet = false
    @Flag(name: .shortAndLong, help: "With each finding what it rests on and what to do.") var verbose = false

    func run() throws {
        let settings = try config.settings()
        let judged = try dockerfiles.map { try judge($0, settings) }
        let reports = judged.map(\.report)
        let documents = ReportDocuments(reports: reports, hasAllItems: verbose) { width, palette in
            reports.map { $0.text(width: width, isVerbose: verbose, palette: palette) }.joined(separator: "\n")
        } json: {
            reports.count == 1 ? reports[0].json : reports.json
        }
        let remarks = try formats.write(documents, settings)
        if !quiet {
            for warning in judged.flatMap(\.warnings) + remarks { StandardError.write("warning: \(warning)") }
        }
        try requirePassed(reports)
    }

    /// What is said of one Dockerfile, and what is odd.
    private func judge(
        _ dockerfile: String, _ settings: ProjectSettings
    ) throws -> (report: LintReport, warnings: [String]) {
        let directory = ImageName(dockerfile).directory
        var accepted = try ignoring.list(settings, besideImageIn: directory)
        let hadolint = try HadolintFile(besideDockerfileIn: directory)
        accepted.list.entries += hadolint?.ignored ?? []
        let source = try LintedFile(reading: dockerfile, context: context)
        let analyzed = AnalyzedDockerfile(
            source.document, context: source.context, trustedRegistries: hadolint?.trustedRegistries)
        var request = FindingsReport.Request()
        (request.rules, request.skippedRules) = try rules.ids(settings)
        let lint = DockerfileLint(
            analyzed, severities: hadolint?.severities ?? [:], askingWhere: request.asks)
        let limit = settings.value(.failOn, or: failOn) ?? hadolint?.failOn ?? .high
        let report = LintReport(lint, path: source.name, accepted: accepted.list, failOn: limit.severity)
        return (report, accepted.warnings + report.warnings)
    }

    func validate() throws {
        if dockerfiles.filter({ $0 == "-" }).count > 1 { throw ValidationError("standard input can be read once") }
    }

    /// Throws where a file does not pass; of several it names all that do not.
    private func requirePassed(_ reports: [LintReport]) throws(Failure) {
        let reasons = reports.filter { !$0.hasPassed }.map { "\($0.path) does not pass: \(Lint.reason($0))" }
        if !reasons.isEmpty { throw .gate(reasons.joined(separator: "; ")) }
    }

    private static func reason(_ report: LintReport) -> String {
        let failing = report.failing.count
        if failing > 0, let limit = report.failOn {
            return "\(Count.text(failing, "finding is", "findings are")) \(limit.rawValue) or worse"
        }
        return "“# check=error=true” in it makes BuildKit's checks fail"
    }
}
