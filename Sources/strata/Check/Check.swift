import ArgumentParser
import ImageAnalysis
import ImageStore
import Reporting

/// `strata check`: what should not be in the image, and whether it may pass.
struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Judge an image: findings, gates, and an exit code for scripts.",
        discussion: """
            Exit status: 0 all gates passed, 1 a gate failed, 2 wrong usage, 3 the image cannot be read. By default one \
            gate stands: no finding of severity high or critical. Limits on waste stand where an option or a .dive-ci \
            sets them. strata rules tells what each rule means.
            """
    )

    @OptionGroup var image: ImageOptions
    @Option(help: FindingFormat.help) var format: FindingFormat = .table
    @OptionGroup var dockerfile: DockerfileOptions
    @OptionGroup var gates: GateOptions
    @OptionGroup var ignoring: IgnoreOptions
    @OptionGroup var vulnerabilities: VulnerabilityOptions
    @OptionGroup var exceptions: ExceptionOptions
    @Option(help: "List only findings of this severity or worse; gates look at all.")
    var minSeverity: Severity = .info
    @Option(help: "Only rules of this category; may be said several times.") var category: [Rule.Category] = []
    @Option(help: "Findings on the base image's layers: include, exclude or only; gates on findings count the same.")
    var base: BaseLayers = .include
    @Flag(help: "Show secrets whole; else the start and the length of each.") var showSecrets = false
    @OptionGroup var output: OutputOptions
    @OptionGroup var messages: MessageOptions

    func run() throws {
        var request = FindingsReport.Request()
        request.categories = Set(category)
        request.minimumSeverity = minSeverity
        request.base = base
        let directory = ImageName(image.image).directory
        var warnings: [String]
        (request.gates, warnings) = try gates.gates(besideImageIn: directory)
        let accepted = try ignoring.list(besideImageIn: directory)
        request.ignored = accepted.list
        warnings += accepted.warnings
        let analysis = try OpenedAnalysis(
            image, dockerfile, messages
        ) {
            $0.scansSecrets = category.isEmpty || category.contains(.secret)
            $0.showsSecrets = showSecrets
        }
        var (known, remarks) = try vulnerabilities.known(of: analysis.image)
        warnings += remarks
        // Other tools' files count only where there is something that they could be about.
        if !vulnerabilities.isEmpty || !exceptions.vex.isEmpty || !exceptions.trivyIgnore.isEmpty {
            (known.exceptions, remarks) = try exceptions.exceptions(beside: accepted.list, imageIn: directory)
            warnings += remarks
        }
        let report = FindingsReport(
            on: analysis.image, report: analysis.report, request: request,
            imageRules: RuleCatalog.imageRules(knowing: known))
        if !vulnerabilities.isEmpty, category.isEmpty || category.contains(.vulnerability) {
            warnings += known.exceptions.unused(by: report.ignored)
        }
        let output = try Output(path: output.output)
        try output.write(try text(of: report, on: output, analysis))
        try output.finish()
        analysis.warn(messages)
        if !messages.quiet { for warning in warnings { StandardError.write("warning: \(warning)") } }
        try analysis.loaded.requireComplete()
        try requirePassed(report)
    }

    private func text(of report: FindingsReport, on output: Output, _ opened: OpenedAnalysis) throws(Failure) -> String
    {
        try format.text(of: [report]) { report in
            report.text(
                width: output.width, isVerbose: messages.verbose, palette: self.output.palette(for: output))
        } json: {
            report.json(hasAllItems: messages.verbose)
        } html: {
            ImagePage(report, on: opened.image, advice: opened.analysis.advice)
                .html(toolVersion: Strata.configuration.version)
        }
    }

    private func requirePassed(_ report: FindingsReport) throws(Failure) {
        let failed = report.gates.filter { !$0.hasPassed }
        guard !failed.isEmpty else { return }
        let reasons = failed.map { "\($0.limitText), but \($0.actualText)" }
        throw .gate("the image does not pass: \(reasons.joined(separator: "; "))")
    }
}

extension BaseLayers: ExpressibleByArgument {}

extension ImageName {
    /// The directory in which the image lies; nil for a stream or an engine.
    var directory: String? {
        guard case .path(let path) = self else { return nil }
        return path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? ""
    }
}
