import ArgumentParser
import ImageAnalysis
import OCI
import Reporting

/// `strata diff`: what differs between two images, and why.
struct Diff: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say what differs between two images, and why.",
        discussion: """
            Each path is in one class: added, removed, contents, bytecode, package, package-database, generated, metadata, \
            time or same; the bytes of the classes add up to the difference of what the images show.
            """
    )

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case table, json, html
    }

    /// From which difference on the command fails.
    enum Failing: String, ExpressibleByArgument, CaseIterable {
        case contents, metadata, any

        /// Whether a difference that weighs so much is one.
        func isMet(by comparison: Comparison) -> Bool {
            switch self {
            case .contents: comparison.weight >= .contents
            case .metadata, .any: comparison.weight >= .metadata
            }
        }
    }

    @Argument(help: "The first image: an archive or directory, docker:NAME, podman:NAME, nerdctl:NAME.") var first:
        String
    @Argument(help: "The second image, named likewise.") var second: String
    @Option(help: "The platform of both, OS/ARCH[/VARIANT], where an image has several.") var platform: Platform?
    @Option(help: "table, json or html, one page that needs nothing else.") var format: Format = .table
    @Option(help: "How many paths and packages the table shows.") var limit = 20
    @Option(
        help: ArgumentHelp("Exit with 1 where something differs: contents, metadata or any.", valueName: "difference"))
    var failOnDifference: Failing?
    @OptionGroup var output: OutputOptions
    @OptionGroup var messages: MessageOptions

    func validate() throws {
        if limit < 0 { throw ValidationError("--limit is a number from 0") }
    }

    func run() throws {
        let (a, b) = (try open(first), try open(second))
        let comparison = Comparison(a.image, named: first, b.image, named: second)
        let report = ComparisonReport(comparison, limit: limit)
        let output = try Output(path: output.output)
        switch format {
        case .table: try output.write(report.text(width: output.width, palette: self.output.palette(for: output)))
        case .json: try output.write(report.json.pretty + "\n")
        case .html:
            try output.write(ComparisonPage(comparison).html(toolVersion: Strata.configuration.version))
        }
        try output.finish()
        a.warn(messages)
        b.warn(messages)
        if failOnDifference?.isMet(by: comparison) == true { throw ExitCode(1) }
    }

    private func open(_ name: String) throws -> OpenedAnalysis {
        var options = ImageOptions()
        (options.image, options.reference, options.platform) = (name, nil, platform)
        let opened = try OpenedAnalysis(options, nil, messages) { $0.isToBeCompared = true }
        try opened.loaded.requireComplete()
        return opened
    }
}
