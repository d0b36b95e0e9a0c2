import Archive
import Evidence
import FileTree
import ImageStore

/// Images side by side: what each takes, and what it adds to the ones before it on a disk and in a registry.
///
/// A disk keeps a layer once for all images that have the same layers below it, as containers/storage and Docker do; a
/// registry keeps a blob once wherever it stands.
public struct ImageSeries: Sendable {
    /// The version of the JSON contract.
    public static let schemaVersion = 1

    /// One image.
    public struct Member: Sendable {
        /// What it is called.
        public let name: String
        /// The name that it has for people: its reference, or the start of its id.
        public let displayName: String
        /// The sum of its layers' sizes, in bytes.
        public let size: Int64
        /// What its blobs take as they are pushed.
        public let compressed: CompressedSize
        /// How many layers it has.
        public let layers: Int
        /// Those of its bytes on a disk that images before it have too.
        public let sharedBytes: Int64
        /// Those of its compressed bytes that a registry with the images before it has.
        public let sharedCompressed: Int64
        /// Bytes that a layer stores and the final tree does not show.
        public let wastedBytes: Int64
        /// Who runs it; nil for root.
        public let user: String?
        /// Whether it has a health check.
        public let hasHealthcheck: Bool
        /// How many secrets were found; nil where none were searched for.
        public let secrets: Int?
        /// The compressed bytes that a change of its code pushes anew; nil where it is not known what copies the code.
        public let codeChangeBytes: Int64?
        /// What it starts from; nil where that is not known.
        public let base: String?

        /// What it adds to the images before it on a disk, in bytes.
        public var addedBytes: Int64 { size - sharedBytes }
        /// What it adds to the images before it in a registry, in bytes.
        public var addedCompressed: Int64 { compressed.bytes - sharedCompressed }
    }

    /// The images in their order.
    public private(set) var members: [Member] = []
    private var bases: [BaseContents] = []
    private var chains = LayerChains()
    private var pushed: [String: CompressedSize] = [:]

    /// No images.
    public init() {}

    /// Adds an image whose contents were hashed.
    ///
    /// - Parameters:
    ///   - image: The image.
    ///   - name: What it is called.
    ///   - secrets: How many secrets were found in it; nil where none were searched for.
    public mutating func add(_ image: AnalyzedImage, named name: String, secrets: Int?) {
        let blobs = image.image.layers
        let sizes = layerSizes(of: image)
        let chain = chains.add(blobs)
        let isOnce = blobs.map { $0.sameAs == nil }
        let compressed = zip(sizes, isOnce).filter(\.1).map(\.0.size)
        let sharedCompressed = zip(sizes, isOnce).filter { $0.0.isKnown && $0.1 }.map(\.0.size)
        let codeChange = CodeLayers.changed(in: image).map { layers in
            CompressedSize.sum(of: layers.filter { isOnce[$0 - 1] }.map { sizes[$0 - 1].size }).bytes
        }
        let user = image.image.config.config.user.flatMap { ["", "0", "root"].contains($0) ? nil : $0 }
        let test = image.image.config.config.healthcheck?.test ?? []
        members.append(
            Member(
                name: name, displayName: image.image.displayName, size: image.waste.layerBytes,
                compressed: CompressedSize.sum(of: compressed), layers: blobs.count,
                sharedBytes: zip(blobs, chain).filter { !$0.1.isNew }
                    .reduce(0) { $0.addingSaturated(image.stack.totals(of: $1.0.index)?.size ?? 0) },
                sharedCompressed: CompressedSize.sum(of: sharedCompressed).bytes,
                wastedBytes: image.waste.wastedBytes, user: user,
                hasHealthcheck: !test.isEmpty && test.first != "NONE", secrets: secrets, codeChangeBytes: codeChange,
                base: image.stages.baseName))
        if let base = BaseContents(of: image, named: members[members.count - 1].displayName, chain: chain.map(\.id)) {
            bases.append(base)
        }
    }

    /// A base that images could share which now have others of nearly the same contents; nil for none.
    public var commonBase: CommonBase? { CommonBase(among: bases) }

    /// What all of them take on one disk, in bytes.
    public var bytesTogether: Int64 { members.reduce(0) { $0.addingSaturated($1.addedBytes) } }
    /// What all of them take in one registry, in bytes.
    public var compressedTogether: Int64 { members.reduce(0) { $0.addingSaturated($1.addedCompressed) } }

    /// What each layer takes as it is pushed, and whether a registry has it from the images before. What is stored plain is
    /// measured once.
    private mutating func layerSizes(of image: AnalyzedImage) -> [(size: CompressedSize, isKnown: Bool)] {
        let blobs = image.image.layers
        let keys = blobs.map { ImageSeries.key(of: $0) }
        let known = keys.map { $0.flatMap { pushed[$0] } }
        let wanted = blobs.indices.filter { known[$0] == nil }.map { blobs[$0].index }
        let measured = CompressedSizes(of: image.image, layers: Set(wanted), by: [.gzip])
        return blobs.indices.map { index in
            if let size = known[index] { return (size, true) }
            let stored = CompressedSize(bytes: max(0, blobs[index].blobSize), basis: .stored)
            let size = measured.layers[index].pushed ?? stored
            if let key = keys[index] { pushed[key] = size }
            return (size, false)
        }
    }

    /// By what a registry knows a blob: where it is compressed its own digest, else that of its contents.
    private static func key(of blob: LayerBlob) -> String? { blob.blobDigest }
}

/// Layers with all that lies below them: what a disk keeps once.
struct LayerChains {
    private struct Link: Hashable {
        let parent: Int
        let layer: String
    }

    private var known: [Link: Int] = [:]

    /// The numbers of an image's layers, base first, and whether each was not known before.
    mutating func add(_ blobs: [LayerBlob]) -> [(id: Int, isNew: Bool)] {
        var parent = 0
        return blobs.map { blob in
            let link = Link(parent: parent, layer: blob.diffID ?? blob.digest ?? "\(known.count)")
            let isNew = known[link] == nil
            parent = known[link] ?? known.count + 1
            known[link] = parent
            return (parent, isNew)
        }
    }
}
