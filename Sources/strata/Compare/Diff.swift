import ArgumentParser
import ImageAnalysis
import ImageStore
import OCI
import Reporting

/// `strata diff`: what differs between two images, or what layers of one did, and why.
struct Diff: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say what differs between two images, or what layers of one changed, and why.",
        discussion: """
            Each path is in one class: added, removed, contents, bytecode, package, package-database, generated, base-image, \
            metadata, time or same; the bytes of the classes add up to the difference of what the images show, and with what \
            is hidden in layers to that of the layers. base-image is what differs between the base images and no layer above \
            them touched.

            \(ComparedName.help) strata diff IMAGE@3..5 alone says what these layers changed.

            --fail-on-difference contents: files of other contents, added or removed ones, or what is run and how. metadata: \
            besides modes, owners and capabilities; what differs in times, in headers of byte code and in its form only \
            passes, so that it holds for builds that are reproducible but for times. any: besides times, the order in the \
            tar, compression, the split into layers, and the configuration down to its bytes. What layers are is told by \
            their digests as the archives claim them: strata inspect --verify checks those.
            """
    )

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case table, json, markdown, html
    }

    /// From which difference on the command fails.
    enum Failing: String, ExpressibleByArgument, CaseIterable {
        case contents, metadata, any

        /// Whether a difference that weighs so much is one.
        func isMet(by weight: DifferenceClass.Weight) -> Bool {
            switch self {
            case .contents: weight >= .contents
            case .metadata: weight >= .metadata
            case .any: weight > .none
            }
        }
    }

    @Argument(
        help: ArgumentHelp(
            "The first image: an archive or directory, docker:NAME, podman:NAME, nerdctl:NAME; with @3..5 some layers.",
            valueName: "a"))
    var first: String
    @Argument(help: ArgumentHelp("The second image, named likewise.", valueName: "b")) var second: String?
    @Option(help: "The platform of both, OS/ARCH[/VARIANT], where an image has several.") var platform: Platform?
    @Option(help: "table, json, markdown for a comment on a pull request, or html, one page that needs nothing else.")
    var format: Format = .table
    @Option(help: "How many lines each table has at most.") var limit = 20
    @Flag(help: "Show how text files of other contents differ, line by line.") var files = false
    @Flag(help: "Search all files for secrets, too, for findings that are new or gone.") var secrets = false
    @Option(
        help: ArgumentHelp("Exit with 1 where something differs: contents, metadata or any.", valueName: "difference"))
    var failOnDifference: Failing?
    @OptionGroup var cache: CacheOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var messages: MessageOptions

    func validate() throws {
        if limit < 0 { throw ValidationError("--limit is a number from 0") }
    }

    func run() throws {
        var opened = OpenedImages(platform: platform, scansSecrets: secrets, cache, messages)
        let (a, b) = try pair(&opened)
        let comparison = Comparison(a, b)
        let report = ComparisonReport(
            comparison, limit: limit, warnings: opened.warnings,
            files: files ? try FileDifference.all(of: comparison) : nil)
        let output = try Output(path: output.output)
        switch format {
        case .table: try output.write(report.text(width: output.width, palette: self.output.palette(for: output)))
        case .json: try output.write(json: report.json)
        case .markdown: try output.write(report.markdown)
        case .html: try output.write(ComparisonPage(comparison).html(toolVersion: Strata.configuration.version))
        }
        try output.finish()
        messages.warn(opened.warnings)
        if failOnDifference?.isMet(by: comparison.weight) == true { throw ExitCode(1) }
    }

    /// Two images; or one before some of its layers and after them.
    private func pair(_ opened: inout OpenedImages) throws -> (ComparedImage, ComparedImage) {
        let one = try ComparedName(first)
        guard let second else {
            guard one.isRange else {
                throw Failure.usage(
                    "strata diff takes two images, or layers of one: IMAGE@3..5 says what layers 3 to 5 changed")
            }
            let image = try opened.open(one.image).image
            let layers = try one.layers(of: image.stack.layerCount) ?? 1...1
            let before = layers.lowerBound - 1
            return (
                ComparedImage(judging: image, named: "\(one.image)@\(before)", upTo: before),
                ComparedImage(judging: image, named: "\(one.image)@\(layers.upperBound)", upTo: layers.upperBound)
            )
        }
        let other = try ComparedName(second)
        let imageA = try opened.open(one.image).image
        let layersA = try one.layers(of: imageA.stack.layerCount)
        // The second image is read meanwhile.
        let a = Background { [first] in ComparedImage(judging: imageA, named: first, layers: layersA) }
        let imageB = try opened.open(other.image).image
        let layersB = try other.layers(of: imageB.stack.layerCount)
        let b = ComparedImage(judging: imageB, named: second, layers: layersB)
        return (a.value, b)
    }
}
