import Evidence
import FileTree
import ImageStore

/// What differs between two images, and why.
///
/// Every path of either final tree is in exactly one class, and the differences of the classes add up to that of what the
/// images show (DESIGN.md, "Exact meanings"). With what each image stores and does not show they add up to the difference
/// of their layers, and of what these take compressed.
public struct Comparison: Sendable {
    /// The version of the JSON contract.
    public static let schemaVersion = 1

    /// What has to be noted of files while the layers of images to compare are read.
    package static let collectors: [any Collector] = [ByteCodeBodies()]

    /// One of the two images.
    public struct Side: Sendable {
        /// The name that it was opened by, or its reference.
        public let name: String
        /// The sum of its layers' sizes, in bytes.
        public let layerBytes: Int64
        /// The bytes that its final tree shows.
        public let visibleBytes: Int64
        /// The bytes of its blobs as stored, each once.
        public let storedBytes: Int64
        /// How many layers it has.
        public let layers: Int
        /// What it starts from, for reading; nil where that is not known.
        public let base: String?
        /// What its blobs take compressed of what its tree does not show, in bytes.
        public let hiddenCompressed: Int64
        /// The image as stored.
        public let image: StoredImage
        /// What its layers hold.
        public let stack: LayerStack

        /// Bytes that a layer stores and the tree does not show.
        public var hiddenBytes: Int64 { layerBytes - visibleBytes }
    }

    /// What one class comes to.
    public struct ClassSum: Sendable, Hashable {
        /// The class.
        public let difference: DifferenceClass
        /// How many paths are in it, directories too.
        public let paths: Int
        /// Their bytes in the first image.
        public let bytesA: Int64
        /// Their bytes in the second image.
        public let bytesB: Int64
        /// By how many bytes the second image's blobs are larger for it.
        public let compressedDelta: Int64

        /// By how many bytes the second image is larger for it.
        public var delta: Int64 { bytesB - bytesA }

        /// Whether it is a cause of any difference: what is the same may take more or less where hard links count its bytes
        /// elsewhere, and in blobs that are compressed otherwise.
        public var isCause: Bool { difference != .same || delta != 0 || compressedDelta != 0 }
    }

    /// The first image.
    public let a: Side
    /// The second image.
    public let b: Side
    /// The classes that there are, the largest difference first and what is the same last.
    public let classes: [ClassSum]
    /// The paths that differ, the largest difference first.
    public let paths: [PathDifference]
    /// The places in `paths` of each class's paths, in their order.
    public let places: [DifferenceClass: [Int]]
    /// The same as a tree.
    public let tree: DifferenceTree
    /// Which layers both have, and which are each one's own.
    public let layers: [LayerDifference]
    /// Packages that only one has, or in another version.
    public let packages: [PackageDifference]
    /// Fields of the configuration that differ.
    public let configuration: [ConfigurationDifference]
    /// Findings that only one has.
    public let findings: FindingDifference
    /// How many layers both begin with: a registry that has the first image needs none of these.
    public let sharedLayers: Int
    /// The bytes of the second image's blobs that the first has not: what a push of it sends.
    public let pushedBytes: Int64
    /// By how many bytes the second image's blobs are larger, compressed.
    public let compressedDelta: Int64
    /// How far off that may be, in bytes either way, since layers that lie there plain are measured by samples.
    public let compressedError: Int64
    /// Whether one and the same configuration was found, byte for byte; nil where only some of the layers are compared.
    public let hasSameConfiguration: Bool?

    /// By how many bytes what the second image shows is larger.
    public var delta: Int64 { b.visibleBytes - a.visibleBytes }

    /// The difference at a path; nil where there is none.
    ///
    /// - Parameter path: The path from the root, without a leading slash.
    public func difference(at path: [UInt8]) -> PathDifference? { paths.first { $0.path == path } }

    /// The difference that weighs most.
    public var weight: DifferenceClass.Weight {
        let hasOtherForm = hasSameConfiguration == false || layers.contains { $0.standing != .shared }
        let weights = classes.map(\.difference.weight) + configuration.map(\.weight) + [hasOtherForm ? .form : .none]
        return weights.max() ?? .none
    }

    /// Compares two images whose contents were hashed.
    public init(_ a: ComparedImage, _ b: ComparedImage) {
        let packages = PackageComparison(a.image, b.image)
        let (treeA, treeB) = (ShownTree(a.image), ShownTree(b.image))
        let layers = LayerComparison(a, b)
        let sizes = PushedSizes(a, b, shared: layers.shared)
        let shares = (
            a: BlobShares(of: a.image.stack, bytes: sizes.a), b: BlobShares(of: b.image.stack, bytes: sizes.b)
        )
        let trees = TreeComparison(treeA, treeB, shares: shares, packages: packages, shared: layers.shared)
        let paths = trees.places.map(\.difference).filter { $0.difference != .same }.sorted { left, right in
            let (leftSize, rightSize) = (left.delta.magnitude, right.delta.magnitude)
            return leftSize == rightSize ? left.path.lexicographicallyPrecedes(right.path) : leftSize > rightSize
        }
        let shownA = paths.reduce(trees.same.compressedA) { $0.addingSaturated($1.compressedA) }
        let shownB = paths.reduce(trees.same.compressedB) { $0.addingSaturated($1.compressedB) }
        self.a = Comparison.side(a, hiddenCompressed: sizes.totalA - shownA)
        self.b = Comparison.side(b, hiddenCompressed: sizes.totalB - shownB)
        classes = Comparison.sums(paths, trees.same)
        self.paths = paths
        places = Dictionary(grouping: paths.indices) { paths[$0].difference }
        tree = DifferenceTree(trees.places, packages: packages.differences)
        self.packages = packages.differences
        self.layers = layers.differences(a, b, compressed: (sizes.a, sizes.b))
        configuration = ConfigurationDifference.differences(a.image.image.config, b.image.image.config)
        findings = FindingDifference(from: a.findings, to: b.findings)
        sharedLayers = zip(a.blobs, b.blobs).prefix { $0.isSameLayer(as: $1) }.count
        let known = Set(a.blobs.compactMap(\.blobDigest))
        pushedBytes = b.blobs.filter { !($0.blobDigest.map(known.contains) ?? false) }
            .reduce(0) { $0.addingSaturated(sizes.b[$1.index] ?? 0) }
        compressedDelta = sizes.totalB - sizes.totalA
        compressedError = sizes.error
        let areWhole = a.layers == nil && b.layers == nil
        hasSameConfiguration = areWhole ? a.image.image.configBytes == b.image.image.configBytes : nil
    }

    private static func side(_ image: ComparedImage, hiddenCompressed: Int64) -> Side {
        let waste = image.image.waste
        return Side(
            name: image.name, layerBytes: waste.layerBytes, visibleBytes: waste.visibleBytes,
            storedBytes: image.storedBytes, layers: image.blobs.count, base: image.image.stages.baseName,
            hiddenCompressed: hiddenCompressed, image: image.image.image, stack: image.image.stack)
    }

    /// The classes, the largest difference first and what is the same last.
    private static func sums(_ paths: [PathDifference], _ same: TreeComparison.Same) -> [ClassSum] {
        let causes = Dictionary(grouping: paths, by: \.difference).map { difference, paths in
            ClassSum(
                difference: difference, paths: paths.count,
                bytesA: paths.reduce(0) { $0.addingSaturated($1.bytesA ?? 0) },
                bytesB: paths.reduce(0) { $0.addingSaturated($1.bytesB ?? 0) },
                compressedDelta: paths.reduce(0) { $0.addingSaturated($1.compressedB - $1.compressedA) })
        }.sorted { left, right in
            let (leftSize, rightSize) = (left.delta.magnitude, right.delta.magnitude)
            return leftSize == rightSize
                ? left.difference.rawValue < right.difference.rawValue : leftSize > rightSize
        }
        guard same.paths > 0 else { return causes }
        return causes + [
            ClassSum(
                difference: .same, paths: same.paths, bytesA: same.bytesA, bytesB: same.bytesB,
                compressedDelta: same.compressedB - same.compressedA)
        ]
    }
}
