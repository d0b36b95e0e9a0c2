import Evidence
import FileTree
import ImageStore
import OCI

/// What `strata inspect` says of an image: where it comes from, what it is, and what each layer holds.
///
/// The numbers are exact: a size is the sum of regular files' sizes in bytes, a hard link adds nothing, and what several
/// layers hide is counted once. `Reporting` writes it as a table or as the documented JSON.
public struct ImageReport: Sendable {
    /// The version of the JSON contract.
    public static let schemaVersion = 1

    /// Where the image was read.
    public let source: ImageStore.Source
    /// What image it is.
    public let image: Identity
    /// Sums over all layers.
    public let totals: Totals
    /// The layers, base first.
    public var layers: [Layer]
    /// The stages, and how each layer's is known.
    public let stages: ImageStages
    /// The size of each stage of `stages.stages`, in the same order; nil where it is not known.
    public let stageSizes: [StageSize?]
    /// Other images of the same archive.
    public let others: [Identity]
    /// What could not be read, or is odd; each one sentence.
    public let warnings: [String]

    /// The bytes of all blobs where each is stored compressed, as a registry keeps them; nil where one is not.
    public var compressedBytes: Int64? {
        layers.isEmpty || layers.contains { $0.compression == .none } ? nil : totals.blobBytes
    }

    /// What image it is.
    public struct Identity: Sendable {
        /// The configuration's digest.
        public let id: String
        /// The manifest's digest; nil where the archive has no manifest.
        public let manifestDigest: String?
        /// Names with tags.
        public let references: [String]
        /// What it runs on.
        public let platform: Platform
        /// When it was made, as the configuration says it.
        public let created: String?
        /// What it runs.
        public let config: RuntimeConfig

        /// The identity of an image in a store.
        public init(_ image: StoredImage) {
            id = image.id
            manifestDigest = image.manifestDigest
            references = image.references
            platform = image.platform
            created = image.config.created
            config = image.config.config
        }
    }

    /// Reports on an image whose layers are loaded.
    ///
    /// - Parameters:
    ///   - store: The store that the image is in.
    ///   - image: The image.
    ///   - stack: Its layers; those that could not be loaded count as empty, and a warning must say so.
    ///   - stages: Its stages where the caller has worked them out; else by what the archive tells.
    ///   - warnings: What loading warned of.
    public init(
        store: ImageStore, image: StoredImage, stack: LayerStack, stages: ImageStages? = nil, warnings: [String] = []
    ) {
        self.init(
            store: store, image: image, stack: stack,
            stages: stages ?? ImageStages(of: image, others: store.others(than: image)),
            view: stack.layerCount > 0 ? stack.view(of: 1...stack.layerCount) : nil, waste: stack.waste(),
            warnings: warnings)
    }

    /// Reports on an image that is analysed already.
    ///
    /// - Parameters:
    ///   - store: The store that the image is in.
    ///   - analyzed: The image.
    ///   - warnings: What loading warned of.
    public init(store: ImageStore, analyzed: AnalyzedImage, warnings: [String]) {
        self.init(
            store: store, image: analyzed.image, stack: analyzed.stack, stages: analyzed.stages, view: analyzed.view,
            waste: analyzed.waste, warnings: warnings)
    }

    private init(
        store: ImageStore, image: StoredImage, stack: LayerStack, stages: ImageStages, view: TreeView?, waste: Waste,
        warnings: [String]
    ) {
        source = store.source
        self.image = Identity(image)
        others = store.images.filter { !$0.isSame(as: image) }.map(Identity.init)
        self.stages = stages
        stageSizes = stages.stages.map { stages.size(of: $0, in: stack) }
        layers = zip(image.layers, stack.changeCounts()).map { blob, changes in
            Layer(blob, stack: stack, changes: changes, stages: stages)
        }
        totals = Totals(layers: layers, blobBytes: image.blobBytes, view: view, waste: waste)
        self.warnings = store.warnings + image.warnings + stages.warnings + warnings
    }
}

extension ImageStore {
    /// The images of the store for the same platform, but for one.
    public func others(than image: StoredImage) -> [StoredImage] {
        images.filter { $0.platform == image.platform && !$0.isSame(as: image) }
    }
}
