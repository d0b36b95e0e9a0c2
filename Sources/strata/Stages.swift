import ArgumentParser
import FileTree
import ImageAnalysis
import ImageStore
import OCI
import Reporting

/// `strata stages`: which stages made the image, and what they took from each other.
struct Stages: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show the stages of the Dockerfile, what is in the image and what stayed behind.",
        discussion: """
            The first IMAGE is looked at; more images, and others of its archive, may be its base or its stages: what \
            was copied from them is told by the files' contents. Without an IMAGE, --dockerfile alone is drawn.

            --changes tells what a change of each RUN, COPY and ADD costs: the steps that are built again, and what is \
            pushed and pulled anew. --edited and --changed tell it of one edit, step by step.
            """
    )

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json, mermaid, dot
    }

    @Argument(
        help: "Archives or directories, - for standard input, docker:NAME, podman:NAME, nerdctl:NAME, skopeo:REFERENCE."
    )
    var images: [String] = []
    @Option(help: "The image's name where several lie in one archive.") var reference: String?
    @Option(help: "The platform, OS/ARCH[/VARIANT], where an image has several.") var platform: Platform?
    @OptionGroup var cache: CacheOptions
    @OptionGroup var dockerfile: DockerfileOptions
    @OptionGroup var changes: ChangeOptions
    @Option(help: "text, json, mermaid or dot.") var format: Format = .text
    @OptionGroup var output: OutputOptions
    @OptionGroup var messages: MessageOptions

    func validate() throws {
        if images.isEmpty, dockerfile.dockerfile == nil {
            throw ValidationError("an IMAGE or --dockerfile is needed")
        }
        if changes.areWanted, format == .mermaid || format == .dot {
            throw ValidationError("--format \(format.rawValue) draws stages: what changes cost is text or json")
        }
    }

    func run() throws {
        let opened = try images.first.map { name in
            // Contents tell what one image took from another; one image alone has nothing to be compared with.
            try LoadedImage(
                name, reference, platform, cache, messages,
                hashContents: { store, image in images.count > 1 || !store.others(than: image).isEmpty })
        }
        let drawing = try opened.map(drawing) ?? StageDrawing(dockerfileAlone())
        let output = try Output(path: output.output)
        let asked = try changes.answers(on: drawing.stages, opened, dockerfile)
        switch format {
        case .text:
            let palette = self.output.palette(for: output)
            try output.write(
                asked?.text(width: output.width, palette: palette)
                    ?? drawing.text(width: output.width, palette: palette))
        case .json: try output.write(json: asked.map { drawing.json.adding($0.json) } ?? drawing.json)
        case .mermaid: try output.write(drawing.mermaid)
        case .dot: try output.write(drawing.dot)
        }
        try output.finish()
        opened?.warn(messages)
        messages.warn(drawing.stages.warnings)
        try opened?.requireComplete()
    }

    private func dockerfileAlone() throws -> ImageStages {
        guard let source = try dockerfile.given() else { throw Failure.usage("an IMAGE or --dockerfile is needed") }
        guard !source.document.instructions.isEmpty else {
            throw Failure.usage("\(source.path) has no instructions, so it is no Dockerfile")
        }
        return ImageStages(dockerfile: source, target: dockerfile.target)
    }

    private func drawing(_ opened: LoadedImage) throws -> StageDrawing {
        var others = opened.store.others(than: opened.image)
        for name in images.dropFirst() {
            let store = try ImageStore.open(ImageName(name))
            others.append(try store.image(reference: nil, platform: nil))
        }
        let stages = try dockerfile.stages(of: opened.image, named: ImageName(images[0]), others: others)
        let index = try cache.index()
        let related = others.map { other in
            let memory = index.flatMap { IndexedReading($0, hashesContents: true) }
            let stack = ImageLoader.load(other, hashContents: true, memory: memory).stack
            return RelatedImage(other, stack: stack, beside: stages)
        }
        return StageDrawing(stages, of: opened.image, stack: opened.stack, others: related)
    }
}
