import ArgumentParser
import DisplayText
import FileTree
import ImageAnalysis
import ImageStore
import Reporting

/// `strata inspect`: facts on the image, its layers and totals.
struct Inspect: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show facts: the image, its layers and totals.",
        discussion: "--format json is documented and versioned: keys never change their order."
    )

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case table, json, csv
    }

    @OptionGroup var image: ImageOptions
    @Option(help: "table or json; with --packages also csv.") var format: Format = .table
    @OptionGroup var dockerfile: DockerfileOptions
    @Option(help: "The base image's layers in the list: include, exclude or only; totals are of all.")
    var base: BaseLayers = .include
    @Flag(help: "Print the Dockerfile that the image tells: the original from provenance, else one from the history.")
    var dockerfileFromHistory = false
    @Flag(help: "List the installed packages, the largest first; in JSON, beside everything else.") var packages = false
    @Flag(help: "Show how large each layer is with gzip and zstd; in JSON, beside everything else.") var compressed =
        false
    @Flag(help: "With --compressed: compress all of every layer instead of samples; exact, and slow.") var exact = false
    @Flag(help: "Compute the digests of configuration and layers, and compare.") var verify = false
    @OptionGroup var output: OutputOptions
    @OptionGroup var messages: MessageOptions

    func validate() throws {
        if exact, !compressed { throw ValidationError("--exact needs --compressed") }
        if compressed, packages { throw ValidationError("--compressed and --packages are two tables: ask for one") }
        if format == .csv, !packages { throw ValidationError("--format csv needs --packages") }
    }

    func run() throws {
        guard !dockerfileFromHistory else { return try printDockerfile() }
        guard !packages else { return try printPackages() }
        let opened = try LoadedImage(image, messages)
        let stages = try dockerfile.stages(
            of: opened.image, named: ImageName(image.image), others: opened.store.others(than: opened.image))
        let faults = verify ? try opened.image.verify() : []
        var report = ImageReport(
            store: opened.store, image: opened.image, stack: opened.stack, stages: stages,
            warnings: opened.warnings)
        report.layers.removeAll { !base.includes(isBase: stages.baseLayers.contains($0.index)) }
        let sizes = compressed ? CompressedListing(CompressedSizes(of: opened.image, isExact: exact)) : nil
        let output = try Output(path: output.output)
        let palette = self.output.palette(for: output)
        switch format {
        case .table where sizes != nil:
            try output.write(sizes?.text(width: output.width, palette: palette) ?? "")
        case .table:
            try output.write(report.text(width: output.width, isVerbose: messages.verbose, palette: palette))
        case .json, .csv:
            try output.write(json: sizes.map { report.json.adding($0.json) } ?? report.json)
        }
        try output.finish()
        opened.warn(messages)
        messages.warn(stages.warnings)
        for fault in faults { StandardError.write(fault.description) }
        guard faults.isEmpty else { throw Failure.unreadable("\(image.image) is not what its digests say") }
        if verify, !messages.quiet { StandardError.write("all digests are right") }
        try opened.requireComplete()
    }

    private func printPackages() throws {
        let analysis = try OpenedAnalysis(image, dockerfile, messages) { $0.hashesContents = false }
        let listing = PackageListing(analysis.image)
        let output = try Output(path: output.output)
        switch format {
        case .table:
            try output.write(listing.text(width: output.width, palette: self.output.palette(for: output)))
        case .json: try output.write(json: analysis.report.json(with: listing))
        case .csv: try output.write(listing.csv)
        }
        try output.finish()
        analysis.warn(messages)
        try analysis.loaded.requireComplete()
    }

    /// Nothing of the layers is needed for that.
    private func printDockerfile() throws {
        let store = try ImageStore.open(ImageName(image.image))
        let image = try store.image(reference: image.reference, platform: image.platform)
        let output = try Output(path: output.output)
        let text = ImageStages(of: image, others: store.others(than: image)).recoveredDockerfile
        try output.write(Printable.escapeLines(text))
        try output.finish()
    }
}
