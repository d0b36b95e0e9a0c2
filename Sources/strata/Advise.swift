import ArgumentParser
import DisplayText
import FileTree
import ImageAnalysis
import ImageStore
import Reporting

/// `strata advise`: what to do about an image's size, and what it will be then.
struct Advise: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say what to do about an image's size, what it will be then, and write a Dockerfile to start from.",
        discussion: """
            What has to stay is worked out from what the image runs: ELF libraries, interpreters, packages and what they \
            depend on. Every remedy says what it rests on; each byte is saved once.
            """
    )

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json, dockerfile, diff
    }

    @OptionGroup var options: ImageOptions
    @OptionGroup var dockerfile: DockerfileOptions
    @Option(help: "text, json, the dockerfile alone, or a diff from the Dockerfile that there is.") var format: Format =
        .text
    @Flag(help: "Compress all of every layer with gzip instead of samples: exact, and slow.") var exact = false
    @Option(help: "How fast it is pushed and pulled, such as 10MB/s.") var bandwidth = Bandwidth(transfer: .usual)
    @Option(help: "Only say what becomes of this file, and why; may be repeated.") var why: [String] = []
    @OptionGroup var output: OutputOptions
    @OptionGroup var messages: MessageOptions

    func run() throws {
        let opened = try OpenedAnalysis(options, dockerfile, messages)
        try opened.loaded.requireComplete()
        let sizes = exact ? CompressedSizes(of: opened.loaded.image, isExact: true) : nil
        let advice = opened.analysis.advice(compressed: sizes)
        if !why.isEmpty { return try explain(advice, opened) }
        let report = AdviceReport(
            advice, imageName: opened.loaded.image.displayName, transfer: bandwidth.transfer)
        let output = try Output(path: output.output)
        switch format {
        case .text: try output.write(report.text(width: output.width, palette: self.output.palette(for: output)))
        case .json: try output.write(json: report.json)
        case .dockerfile: try output.write(Printable.escapeLines(advice.dockerfile))
        case .diff: try output.write(Printable.escapeLines(difference(advice, opened)))
        }
        try output.finish()
        opened.warn(messages)
    }

    /// From the Dockerfile that the image was built with, or the one that its history tells, to the one advised.
    private func difference(_ advice: Advice, _ opened: OpenedAnalysis) -> String {
        let stages = opened.image.stages
        let name =
            switch stages.source {
            case .given(let path), .found(let path): path
            case .provenance: "Dockerfile in the provenance"
            case nil: "Dockerfile from the history"
            }
        return LineDifference(from: advice.currentDockerfile, to: advice.dockerfile)
            .unified((before: name, after: "advised by strata"))
    }

    func validate() throws {
        if !why.isEmpty, format != .text { throw ValidationError("--why writes text: leave --format out") }
    }

    private func explain(_ advice: Advice, _ opened: OpenedAnalysis) throws {
        guard let view = opened.image.view else { throw Failure.usage("the image has no layers, so no files") }
        let texts = try why.map { path in
            guard let found = view.resolve(Array(path.utf8)) else {
                throw view.absence(of: path, command: "advise --why")
            }
            guard let about = advice.about(found) else {
                throw Failure.usage("\(Printable.escape(path)) is no file: --why explains files, strata ls lists them")
            }
            return about
        }
        let output = try Output(path: output.output)
        for text in texts { try output.write(AdviceReport.text(of: text, width: output.width)) }
        try output.finish()
        opened.warn(messages)
    }
}

/// A number of bytes a second, the argument of `--bandwidth`.
struct Bandwidth: ExpressibleByArgument, CustomStringConvertible {
    let transfer: TransferTime

    init(transfer: TransferTime) {
        self.transfer = transfer
    }

    /// Reads `10MB/s`, `1.5 GB/s`, `500kB`.
    init?(argument: String) {
        let text = argument.hasSuffix("/s") ? String(argument.dropLast(2)) : argument
        guard let bytes = ByteCount(parsing: text)?.bytes, let transfer = TransferTime(bytesPerSecond: bytes) else {
            return nil
        }
        self.transfer = transfer
    }

    var description: String { "\(ByteCount(transfer.bytesPerSecond))/s" }
}
