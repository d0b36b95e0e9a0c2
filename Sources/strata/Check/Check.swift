import ArgumentParser
import DisplayText
import ImageAnalysis
import ImageStore
import Reporting

/// `strata check`: what should not be in images, and whether they may pass.
struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Judge images: findings, gates, and an exit code for scripts.",
        discussion: """
            Exit status: 0 all gates passed, 1 a gate failed, 2 wrong usage, 3 an image cannot be read. By default one \
            gate stands: no finding of severity high or critical. Other limits stand where an option, a variable such as \
            STRATA_MAX_SIZE, a .strata.yaml here or above, or a .dive-ci sets them, in this order. strata rules tells what \
            each rule means.
            """
    )

    @Argument(help: "Archives, directories, - for standard input, docker:NAME, podman:NAME or nerdctl:NAME.")
    var images: [String]
    @OptionGroup var formats: FormatOptions
    @OptionGroup var gates: GateOptions
    @Option(
        help: ArgumentHelp(
            "Hold images against another one, or against what strata check --format json wrote of one.",
            valueName: "image|report"))
    var against: String?
    @Flag(help: "List only findings that --against does not have; gates look at these only.") var newOnly = false
    @Option(help: ArgumentHelp("Accept the findings in a file that strata baseline wrote.", valueName: "file"))
    var baseline: String?
    @OptionGroup var judging: JudgingOptions
    @Option(help: "List only findings of this severity or worse; gates look at all.") var minSeverity: Severity?
    @OptionGroup var config: SettingsOptions
    @OptionGroup var messages: MessageOptions

    func validate() throws {
        if images.filter({ $0 == "-" }).count > 1 { throw ValidationError("standard input can be read once") }
    }

    func run() throws {
        let settings = try config.settings()
        let accepted = try acceptedFindings(settings)
        let prior = try prior(settings)
        var request = try judging.request(settings)
        request.minimumSeverity = settings.value(.minSeverity, or: minSeverity) ?? .info
        request.baseline = accepted.baseline
        request.isNewOnly = isNewOnly(settings)
        var warnings = accepted.expired + (prior?.warnings ?? [])
        var (judged, unreadable) = ([JudgedImage](), [ImageStoreError]())
        for image in images {
            let found = try gates.gates(settings, besideImageIn: ImageName(image).directory)
            request.gates = found.gates
            warnings += found.warnings.filter { !warnings.contains($0) }
            do {
                judged.append(try judge(image, request, settings, prior))
            } catch let error as ImageStoreError {
                unreadable.append(error)
            }
        }
        // Those that can be read have their verdicts all the same.
        guard !judged.isEmpty else { throw failure(to: unreadable) }
        let reports = judged.map(\.report)
        warnings += remarks(on: accepted.baseline, reports, request)
        warnings += try formats.write(documents(of: judged), settings)
        for image in judged { image.warn(messages) }
        messages.warn(warnings)
        guard unreadable.isEmpty else { throw failure(to: unreadable) }
        for image in judged { try image.analysis.loaded.requireComplete() }
        try requirePassed(reports)
    }

    private func judge(
        _ image: String, _ request: FindingsReport.Request, _ settings: ProjectSettings, _ source: PriorSource?
    ) throws -> JudgedImage {
        try JudgedImage(image, judging, settings, messages, request: request) { request, report in
            guard let prior = try source?.report(on: report) else { return }
            request.prior = prior
            if let gate = gates.growthGate(settings, over: prior) { request.gates.append(gate) }
        }
    }

    // MARK: - What is settled

    /// The findings that are accepted one by one, and a sentence for each whose day has passed.
    private func acceptedFindings(
        _ settings: ProjectSettings
    ) throws(Failure) -> (baseline: Baseline, expired: [String]) {
        guard let path = settings.path(.baseline, or: baseline) else { return (Baseline(), []) }
        return try BaselineFile.read(path).current(on: IgnoreOptions.today)
    }

    private func isNewOnly(_ settings: ProjectSettings) -> Bool {
        settings.value(.newOnly, or: newOnly ? true : nil) { Bool($0) }?.value ?? false
    }

    private func prior(_ settings: ProjectSettings) throws -> PriorSource? {
        guard let name = settings.path(.against, or: against) else {
            let growth = settings.value(.maxGrowth, or: gates.maxGrowth, AmountLimit.init)
            let origin = growth?.value.value == nil ? nil : growth?.origin
            guard let origin = origin ?? (isNewOnly(settings) ? ProjectSetting.newOnly.option : nil) else { return nil }
            throw Failure.usage("\(origin) needs --against, an image or what strata check --format json wrote of one")
        }
        return try PriorSource(name, judging, settings, messages)
    }

    /// Entries of the baseline that accept nothing any more. Vulnerabilities are looked for only where a report is given.
    private func remarks(
        on baseline: Baseline, _ reports: [FindingsReport], _ request: FindingsReport.Request
    ) -> [String] {
        BaselineFile.remarks(on: baseline, after: reports) { id in
            guard let rule = RuleCatalog.rules(named: id).first else { return true }
            return request.asks(rule) && (rule.category != .vulnerability || !judging.vulnerabilities.isEmpty)
        }
    }

    // MARK: - What comes out

    private func documents(of judged: [JudgedImage]) -> ReportDocuments {
        let reports = judged.map(\.report)
        return ReportDocuments(reports: reports, hasAllItems: messages.verbose) { width, palette in
            reports.text(width: width, isVerbose: messages.verbose, palette: palette)
        } json: {
            guard images.count == 1, let report = reports.first else {
                return reports.json(hasAllItems: messages.verbose, ofImages: images.count)
            }
            return report.json(hasAllItems: messages.verbose)
        } html: {
            judged.map { ImagePage($0.report, on: $0.analysis.image, advice: $0.analysis.analysis.advice) }
                .html(toolVersion: Strata.configuration.version)
        }
    }

    private func failure(to unreadable: [ImageStoreError]) -> Failure {
        let sentences = unreadable.map(\.message).joined(separator: "; ")
        return .unreadable(images.count > 1 ? "\(unreadable.count) of \(images.count) images: \(sentences)" : sentences)
    }

    private func requirePassed(_ reports: [FindingsReport]) throws(Failure) {
        let failed = reports.filter { !$0.hasPassed }
        guard let first = failed.first else { return }
        guard reports.count > 1 else { throw .gate("the image does not pass: \(reasons(first))") }
        let each = failed.map { "\($0.subject) (\(reasons($0)))" }
        throw .gate("\(failed.count) of \(reports.count) images do not pass: \(each.joined(separator: ", "))")
    }

    private func reasons(_ report: FindingsReport) -> String {
        report.gates.filter { !$0.hasPassed }.map { "\($0.limitText), but \($0.actualText)" }.joined(separator: "; ")
    }
}
