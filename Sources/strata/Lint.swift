import ArgumentParser
import DisplayText
import ImageAnalysis
import ImageStore
import Reporting

/// `strata lint`: what is wrong with a Dockerfile.
struct Lint: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Judge a Dockerfile: findings with line, column and remedy, and an exit code for scripts.",
        discussion: """
            Comments in the file ignore rules, by our ids or those of hadolint and BuildKit: “# strata ignore=ID,ID” or \
            “# hadolint ignore=ID” above an instruction, “# strata global ignore=ID” anywhere, and BuildKit's \
            “# check=skip=NAME;error=true” at the top. The .dockerignore beside the file counts, and of a .hadolint.yaml \
            here or beside it: ignored, override, failure-threshold, no-fail, trustedRegistries.

            Exit status: 0 no finding of --fail-on or worse, 1 there is one, 2 wrong usage, 3 the file cannot be read. \
            strata rules tells what each rule means.
            """
    )

    @Argument(help: "The Dockerfile, a directory that has one, or - for standard input.") var dockerfile: String
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
        let settled = try config.settings()
        let directory = ImageName(dockerfile).directory
        var accepted = try ignoring.list(settled, besideImageIn: directory)
        let hadolint = try HadolintFile(besideDockerfileIn: directory)
        accepted.list.entries += hadolint?.ignored ?? []
        let source = try LintedFile(reading: dockerfile, context: context)
        let report = LintReport(
            try lint(source, hadolint, settled), path: source.name, accepted: accepted.list,
            failOn: (settled.value(.failOn, or: failOn) ?? hadolint?.failOn ?? .high).severity)
        let documents = ReportDocuments(reports: [report], hasAllItems: verbose) { width, palette in
            report.text(width: width, isVerbose: verbose, palette: palette)
        } json: {
            report.json
        }
        let remarks = try formats.write(documents, settled)
        if !quiet {
            for warning in accepted.warnings + report.warnings + remarks { StandardError.write("warning: \(warning)") }
        }
        try requirePassed(report)
    }

    private func lint(
        _ source: LintedFile, _ hadolint: HadolintFile?, _ settings: ProjectSettings
    ) throws(Failure) -> DockerfileLint {
        let analyzed = AnalyzedDockerfile(
            source.document, context: source.context, trustedRegistries: hadolint?.trustedRegistries)
        var request = FindingsReport.Request()
        (request.rules, request.skippedRules) = try rules.ids(settings)
        return DockerfileLint(analyzed, severities: hadolint?.severities ?? [:], askingWhere: request.asks)
    }

    private func requirePassed(_ report: LintReport) throws(Failure) {
        let failing = report.failing.count
        if failing > 0, let limit = report.failOn {
            let count = Count.text(failing, "finding is", "findings are")
            throw .gate("\(report.path) does not pass: \(count) \(limit.rawValue) or worse")
        }
        if report.failsByDirective {
            throw .gate("\(report.path) does not pass: “# check=error=true” in it makes BuildKit's checks fail")
        }
    }
}
