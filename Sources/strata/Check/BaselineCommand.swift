import ArgumentParser
import ImageAnalysis
import Reporting

/// `strata baseline`: the findings of an image as a file that accepts them.
struct BaselineCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "baseline",
        abstract: "Write an image's findings to a file that strata check --baseline accepts.",
        discussion: """
            The file is YAML for people to review: an entry a finding, sorted. It accepts what is found now; what a later \
            build adds is not in it. Why an entry is accepted (reason) and until when (until) may be written into it, and \
            stays where -o names a file that is a baseline already.
            """)

    @Argument(help: "An archive, a directory, - for standard input, docker:NAME, podman:NAME or nerdctl:NAME.")
    var image: String
    @OptionGroup var judging: JudgingOptions
    @Option(help: "Accept only findings of this severity or worse.") var minSeverity: Severity?
    @Option(name: .shortAndLong, help: "Write to this file instead of standard output.") var output: String?
    @OptionGroup var config: SettingsOptions
    @OptionGroup var messages: MessageOptions

    func run() throws {
        let settings = try config.settings()
        let earlier = try output.flatMap { path throws(Failure) in
            ConfigurationFile.isFile(path) ? try BaselineFile.read(path) : nil
        }
        var request = try judging.request(settings)
        request.minimumSeverity = minSeverity ?? .info
        let judged = try JudgedImage(image, judging, settings, messages, request: request)
        judged.warn(messages)
        try judged.analysis.loaded.requireComplete()
        let baseline = Baseline(accepting: judged.report.findings, keeping: earlier ?? Baseline())
        let text = baseline.yaml(of: judged.report.subject)
        guard text.utf8.count <= ConfigurationFile.maximumSize else {
            throw Failure.unreadable(
                "\(baseline.entries.count) findings are too many for a baseline: --min-severity or --skip-path leave some out"
            )
        }
        let file = try Output(path: output)
        try file.write(text)
        try file.finish()
    }
}
