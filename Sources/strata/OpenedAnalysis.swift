import FileTree
import ImageAnalysis

/// An image that a command judges: opened, read in one pass under a progress line where one is wanted, made ready for
/// rules.
struct OpenedAnalysis {
    /// What the library makes of it.
    let analysis: Analysis
    /// The same as commands without rules have it.
    var loaded: LoadedImage { analysis.loaded }
    /// What rules look at.
    var image: AnalyzedImage { analysis.image }
    /// The facts of `strata inspect` on it.
    var report: ImageReport { analysis.report }

    /// Opens an image and reads what is in it.
    ///
    /// - Parameters:
    ///   - options: Which image.
    ///   - dockerfile: Which Dockerfile it was built from; nil where the command does not ask for one, and what the archive
    ///     itself tells is enough.
    ///   - index: Where it is kept what was made of layers; nil to read them all.
    ///   - messages: What is said meanwhile.
    ///   - change: What else is wanted of it: no secrets are searched if not said.
    init(
        _ options: ImageOptions, _ dockerfile: DockerfileOptions?, _ index: LayerIndex?, _ messages: MessageOptions,
        _ change: (inout Analysis.Request) -> Void = { _ in }
    ) throws {
        var request = Analysis.Request()
        (request.reference, request.platform) = (options.reference, options.platform)
        request.dockerfile = try dockerfile?.given()
        request.findsDockerfile = dockerfile != nil
        request.target = dockerfile?.target
        request.scansSecrets = false
        request.index = index
        change(&request)
        let progress = ProgressLine(messages)
        defer { progress.clear() }
        analysis = try Analysis(
            opening: options.image, request, onImage: { progress.begin(layers: $0.layers.map(\.blobSize)) },
            onEvent: { progress.show($0) })
    }

    /// The same with the index that the options of the image name.
    init(
        _ options: ImageOptions, _ dockerfile: DockerfileOptions?, _ messages: MessageOptions,
        _ change: (inout Analysis.Request) -> Void = { _ in }
    ) throws {
        try self.init(options, dockerfile, try options.cache.index(), messages, change)
    }

    /// Warnings of the archive, the layers, the stages and the packages go to standard error unless the user wants none.
    func warn(_ messages: MessageOptions) { messages.warn(analysis.warnings) }
}
