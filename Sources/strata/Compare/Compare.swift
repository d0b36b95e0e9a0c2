import ArgumentParser
import ImageAnalysis
import ImageStore
import OCI
import Reporting

/// `strata compare`: images side by side.
struct Compare: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Put images side by side: sizes, what they share, what each costs.",
        discussion: """
            Gains are against the first image. What an image shares are the layers that those before it have: on a disk \
            those with the same layers below them, in a registry equal blobs. A directory stands for all images in it, an \
            archive of several images by itself for all of these.
            """
    )

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case table, json, markdown, csv
    }

    @Argument(
        help: ArgumentHelp(
            "Archives, directories, docker:NAME, podman:NAME, nerdctl:NAME; or a directory full of them.",
            valueName: "image"))
    var images: [String]
    @Option(help: "The platform of all, OS/ARCH[/VARIANT], where an image has several.") var platform: Platform?
    @Option(help: "table, json, markdown or csv.") var format: Format = .table
    @Option(help: "How fast they are pushed and pulled, such as 10MB/s.") var bandwidth = Bandwidth(transfer: .usual)
    @Flag(inversion: .prefixedNo, help: "Search all files for secrets.") var secrets = true
    @OptionGroup var cache: CacheOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var messages: MessageOptions

    func run() throws {
        var opened = OpenedImages(platform: platform, scansSecrets: secrets, cache, messages)
        var series = ImageSeries()
        var leftOut: [String] = []
        for image in try NamedImages(images).images {
            do {
                let analysis = try opened.open(image.name, reference: image.reference)
                series.add(analysis.image, named: image.title, secrets: secrets ? analysis.image.secretCount : nil)
            } catch let error as ImageStoreError where image.isFound {
                leftOut.append("left out: \(error.message)")
            }
        }
        guard series.members.count > 1 else {
            throw Failure.usage(
                "strata compare takes two images or more, or a directory of them; there \(series.members.isEmpty ? "is none" : "is one")"
            )
        }
        let warnings = leftOut + opened.warnings
        let report = SeriesReport(series, transfer: bandwidth.transfer, warnings: warnings)
        let output = try Output(path: output.output)
        switch format {
        case .table: try output.write(report.text(width: output.width, palette: self.output.palette(for: output)))
        case .json: try output.write(json: report.json)
        case .markdown: try output.write(report.markdown)
        case .csv: try output.write(report.csv)
        }
        try output.finish()
        messages.warn(warnings)
    }
}
