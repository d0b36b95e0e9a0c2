import FileTree
import ImageStore
import LayerIndex
import OCI

/// A name in, a judgement out: an image that was opened, read in one pass, and made ready for rules.
///
/// ```swift
/// let analysis = try Analysis(opening: "image.tar")
/// for finding in analysis.findings().findings { print(finding.title) }
/// ```
public struct Analysis: Sendable {
    /// What is wanted of an image.
    public struct Request: Sendable {
        /// Its name among several of one archive, `repo:tag`; nil for the first.
        public var reference: String?
        /// Its platform among several; nil for this machine's, else the first.
        public var platform: Platform?
        /// The Dockerfile that it was built from; nil to take one that lies beside the image or in the working directory
        /// where that fits.
        public var dockerfile: DockerfileSource?
        /// Whether a Dockerfile is looked for where none is given.
        public var findsDockerfile = true
        /// The stage that was built, by name or number; nil for the last.
        public var target: String?
        /// Whether contents are hashed, so that equal ones are told: then all files of a plain archive are read.
        public var hashesContents = true
        /// Whether all files of all layers are searched for secrets.
        public var scansSecrets = true
        /// Whether secrets are kept whole, for a user who asked to see them.
        public var showsSecrets = false
        /// Whether the image is to be compared with another one.
        public var isToBeCompared = false
        /// What else sees the contents of all files of all layers.
        public var searches: [any ContentSearch] = []
        /// Images that were read with the same request: a layer that one of them has too is taken from there, not read
        /// again.
        public var alreadyRead: [AnalyzedImage] = []
        /// Where it is kept what was made of layers, so that they need not be read again; nil to read them all.
        public var index: LayerIndex?

        /// All there is, of the first image.
        public init() {}
    }

    /// The image as it was opened and read.
    public let loaded: LoadedImage
    /// The archive or directory that the image is in.
    public var store: ImageStore { loaded.store }
    /// What rules look at.
    public let image: AnalyzedImage
    /// What is odd or damaged, one sentence each: the archive, the image, its layers, its stages, its package data.
    public var warnings: [String] {
        store.warnings + loaded.image.warnings + loaded.warnings + image.stages.warnings + image.packages.warnings
    }
    /// Those of them that are about the layers.
    public var layerWarnings: [String] { loaded.warnings }

    /// Opens an image and reads its layers, each once.
    ///
    /// - Parameters:
    ///   - name: A path to an archive or a directory, `-` for standard input, or `docker:NAME`, `podman:NAME`,
    ///     `nerdctl:NAME`.
    ///   - request: What is wanted.
    ///   - onOpening: Told how far opening is, where that takes long.
    ///   - onImage: Told which image it is, before its layers are read.
    ///   - onEvent: Told how far reading is, from the threads that read.
    ///   - isCancelled: Asked often, from any thread; opening ends with an error of kind `.cancelled`, and layers that were
    ///     not finished are missing.
    /// - Throws: An `ImageStoreError`, one sentence for the user, when nothing can be opened. Layers that cannot be read
    ///   are no error: `warnings` tell, and `image.stack.layersNotLoaded`.
    public init(
        opening name: String, _ request: Request = Request(),
        onOpening: @Sendable (OpenProgress) -> Void = { _ in }, onImage: (StoredImage) -> Void = { _ in },
        onEvent: @Sendable (ImageLoader.Event) -> Void = { _ in },
        isCancelled: @escaping @Sendable () -> Bool = { false }
    ) throws(ImageStoreError) {
        let name = ImageName(name)
        let inspection = ContentInspection(
            scansSecrets: request.scansSecrets, showsSecrets: request.showsSecrets, searches: request.searches,
            isToBeCompared: request.isToBeCompared)
        var shared = SharedLayers()
        loaded = try LoadedImage(
            opening: name, reference: request.reference, platform: request.platform,
            hashContents: { _, _ in request.hashesContents }, observer: inspection,
            known: { image in
                shared = SharedLayers(of: image, readWith: request.alreadyRead)
                return shared.trees
            },
            memory: { hashes in
                request.index.flatMap { IndexedReading($0, hashesContents: hashes, inspection: inspection) }
            }, onOpening: onOpening, onImage: onImage, onEvent: onEvent, isCancelled: isCancelled)
        let stored = loaded.image
        let others = loaded.store.others(than: stored)
        let path: String? = if case .path(let path) = name { path } else { nil }
        let isSearched = request.dockerfile == nil && request.findsDockerfile
        let stages = ImageStages(
            of: stored, dockerfile: request.dockerfile,
            candidates: isSearched ? DockerfileSource.found(beside: path) : [], target: request.target,
            others: others)
        image = AnalyzedImage(
            image: stored, stack: loaded.stack, stages: stages, contents: shared.adding(to: inspection.results))
    }

    /// The facts of `strata inspect`.
    public var report: ImageReport { ImageReport(store: store, analyzed: image, warnings: layerWarnings) }

    /// What all rules find, as `strata check` tells it.
    public func findings(_ request: FindingsReport.Request = FindingsReport.Request()) -> FindingsReport {
        FindingsReport(on: image, report: report, request: request)
    }

    /// What `strata advise` says.
    public var advice: Advice { advice(compressed: nil) }

    /// The same with compressed sizes that were measured already; nil to measure them by samples.
    public func advice(compressed sizes: CompressedSizes?) -> Advice {
        Advice(
            on: image, findings: image.findings(of: RuleCatalog.imageRules, RuleCatalog.dockerfileRules),
            compressed: sizes)
    }
}
