import OCI

/// What is known of an image before its layers are read: enough for the first screen.
public struct ImageFacts: Sendable, Hashable {
    /// What the user knows it by: its first reference, else the name of the file.
    public var title: String
    /// The configuration's digest.
    public var id: String
    /// The manifest's digest, where there is a manifest.
    public var manifestDigest: String?
    /// All names that it has in the archive.
    public var references: [String]
    /// The system that it runs on.
    public var platform: Platform
    /// What kind of archive it came from, `docker-archive, zstd`.
    public var format: String
    /// The configuration.
    public var config: ImageConfig
    /// The layers, base first.
    public var layers: [LayerFacts]
    /// How many of them belong to the base image; nil where nothing tells.
    public var baseLayerCount: Int?
    /// Which stages made it; nil where nobody asked.
    public var stages: StageFacts?
    /// Annotations of the manifest.
    public var annotations: [String: String]
    /// The steps of the history, also those that made no layer.
    public var steps: [Step]
    /// What is odd about the image, a sentence each.
    public var warnings: [String]

    /// Facts of their parts.
    public init(
        title: String, id: String, manifestDigest: String? = nil, references: [String] = [],
        platform: Platform = Platform(os: "linux", architecture: "amd64"), format: String = "docker-archive",
        config: ImageConfig = ImageConfig(), layers: [LayerFacts], baseLayerCount: Int? = nil,
        stages: StageFacts? = nil, annotations: [String: String] = [:], steps: [Step] = [], warnings: [String] = []
    ) {
        self.title = title
        self.id = id
        self.manifestDigest = manifestDigest
        self.references = references
        self.platform = platform
        self.format = format
        self.config = config
        self.layers = layers
        self.baseLayerCount = baseLayerCount
        self.stages = stages
        self.annotations = annotations
        self.steps = steps
        self.warnings = warnings
    }

    /// A step of the history.
    public struct Step: Sendable, Hashable {
        /// The layer that it made, from 1; nil where it made none.
        public var layer: Int?
        /// The instruction.
        public var text: String

        /// A step of its parts.
        public init(layer: Int?, text: String) {
            self.layer = layer
            self.text = text
        }
    }

    /// The first twelve digits of the image's id.
    public var shortID: String { String((id.split(separator: ":").last ?? "").prefix(12)) }

    /// Bytes of all blobs as stored, each blob once.
    public var blobBytes: Int64 {
        layers.lazy.filter { !$0.isRepeated }.reduce(0) { $0.addingSaturated(max(0, $1.blobSize)) }
    }
}

/// One image among those of a source, for the picker.
public struct ImageChoice: Sendable, Hashable {
    /// Its first reference, else its short id.
    public var title: String
    /// All its references.
    public var references: [String]
    /// The system that it runs on.
    public var platform: String
    /// The first digits of its id.
    public var shortID: String
    /// How many layers it has.
    public var layerCount: Int
    /// Bytes of its blobs as stored.
    public var blobBytes: Int64

    /// A choice of its parts.
    public init(
        title: String, references: [String] = [], platform: String, shortID: String, layerCount: Int, blobBytes: Int64
    ) {
        self.title = title
        self.references = references
        self.platform = platform
        self.shortID = shortID
        self.layerCount = layerCount
        self.blobBytes = blobBytes
    }
}
