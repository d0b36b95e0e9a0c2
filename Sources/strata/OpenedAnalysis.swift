import ImageAnalysis
import ImageStore

/// An image that a command judges: opened, its stages worked out, and its contents looked at in the one pass that reads
/// its layers.
struct OpenedAnalysis {
    /// The image as it was opened, for its store and its warnings.
    let opened: OpenedImage
    /// What rules look at.
    let image: AnalyzedImage

    /// Opens an image and reads what is in it, under a progress line where one is wanted.
    ///
    /// - Parameters:
    ///   - options: Which image.
    ///   - dockerfile: Which Dockerfile it was built from; nil where the command does not ask for one, and what the archive
    ///     itself tells is enough.
    ///   - hashContents: Whether equal contents are to be told: then all files of a plain archive are read, else only
    ///     those that rules want. Compressed layers have to be read whole in any case.
    ///   - inspection: What looks at the contents; one that searches no secrets if not said.
    ///   - messages: What is said meanwhile.
    init(
        _ options: ImageOptions, _ dockerfile: DockerfileOptions?, hashContents: Bool = true,
        inspection: ContentInspection = ContentInspection(scansSecrets: false), _ messages: MessageOptions
    ) throws {
        opened = try OpenedImage(
            options.image, options.reference, options.platform, hashContents: { _, _ in hashContents },
            observer: inspection,
            messages)
        let others = opened.store.others(than: opened.image)
        let stages =
            try dockerfile?.stages(of: opened.image, named: ImageName(options.image), others: others)
            ?? ImageStages(of: opened.image, others: others)
        image = AnalyzedImage(
            image: opened.image, stack: opened.stack, stages: stages, contents: inspection.results)
    }

    /// The facts of `strata inspect` on the same image.
    var report: ImageReport {
        ImageReport(store: opened.store, analyzed: image, warnings: opened.warnings)
    }

    /// Warnings of the archive, the layers and the stages go to standard error unless the user wants none.
    func warn(_ messages: MessageOptions) {
        opened.warn(messages)
        guard !messages.quiet else { return }
        for warning in image.stages.warnings + image.packages.warnings { StandardError.write("warning: \(warning)") }
    }
}
