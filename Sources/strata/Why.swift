import ArgumentParser
import DisplayText
import FileTree
import ImageAnalysis
import Reporting

/// `strata why`: why a package or a program is in the image, and what would go with it.
struct Why: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say why a package or a file is in an image, and what would go with it.",
        discussion: """
            The way leads from what the image runs, or from who asked for it, over declared dependencies, shared objects \
            and interpreters. What would go with it is what only it keeps: all ways to that lead through it.
            """
    )

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case table, json
    }

    @OptionGroup var options: ImageOptions
    @Argument(help: "A package's name, or the path of a file.") var subject: String
    @Option(help: "table or json.") var format: Format = .table
    @OptionGroup var dockerfile: DockerfileOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var messages: MessageOptions

    func run() throws {
        let opened = try OpenedAnalysis(options, dockerfile, messages) { $0.hashesContents = false }
        try opened.loaded.requireComplete()
        guard
            let report = PresenceReport(
                opened.image, imageName: opened.loaded.image.displayName, query: subject)
        else { return try explainFile(opened) }
        let output = try Output(path: output.output)
        switch format {
        case .table: try output.write(report.text(width: output.width))
        case .json: try output.write(json: report.json)
        }
        try output.finish()
        opened.warn(messages)
    }

    /// A file that is no program, and of no package: what the advice says of it; else what is like the word.
    private func explainFile(_ opened: OpenedAnalysis) throws {
        let shown = Printable.escape(subject)
        guard let view = opened.image.view else { throw Failure.usage("the image has no layers, so no files") }
        guard let path = view.resolve(Array(subject.utf8)) else {
            let near = PresenceReport.suggestions(for: subject, in: opened.image).map(Printable.escape)
            guard !subject.contains("/"), view.stack.find(Array(subject.utf8)) == nil else {
                throw view.absence(of: subject, command: "cat")
            }
            let hint =
                near.isEmpty ? "strata inspect --packages lists them" : "did you mean \(near.joined(separator: ", "))?"
            throw Failure.usage("\(shown): the image has no such package and no such path; \(hint)")
        }
        guard let about = opened.analysis.advice.about(path) else {
            throw Failure.usage("\(shown) is no file: strata why explains packages and files, strata ls lists them")
        }
        guard format == .table else {
            throw Failure.usage("\(shown) is no package and no program: of such a file there is no JSON")
        }
        let output = try Output(path: output.output)
        let author = opened.image.author(ofLayer: about.layer)
        try output.write(
            AdviceReport.text(of: about, width: output.width) + "  brought by \(Printable.escape(author))\n")
        try output.finish()
        opened.warn(messages)
    }
}
