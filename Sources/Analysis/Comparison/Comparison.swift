import Evidence
import FileTree
import ImageStore

/// What differs between two images, and why.
///
/// Every path of either final tree is in exactly one class, and the differences of the classes add up to that of what the
/// images show (DESIGN.md, "Exact meanings").
public struct Comparison: Sendable {
    /// The version of the JSON contract.
    public static let schemaVersion = 1

    /// What has to be noted of files while the layers of images to compare are read.
    package static let collectors: [any Collector] = [ByteCodeBodies()]

    /// One of the two images.
    public struct Side: Sendable, Hashable {
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

        /// By how many bytes the second image is larger for it.
        public var delta: Int64 { bytesB - bytesA }
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
    /// Packages that only one has, or in another version.
    public let packages: [PackageDifference]
    /// Fields of the configuration that differ.
    public let configuration: [ConfigurationDifference]
    /// How many layers both begin with: a registry that has the first image needs none of these.
    public let sharedLayers: Int
    /// The bytes of the second image's blobs that the first has not: what a push of it sends.
    public let pushedBytes: Int64

    /// By how many bytes what the second image shows is larger.
    public var delta: Int64 { b.visibleBytes - a.visibleBytes }

    /// The difference that weighs most.
    public var weight: DifferenceClass.Weight {
        let ofPaths = classes.map(\.difference.weight).max() ?? .none
        return configuration.isEmpty ? ofPaths : .contents
    }

    /// Compares two images whose contents were hashed.
    public init(_ a: AnalyzedImage, named nameA: String, _ b: AnalyzedImage, named nameB: String) {
        let packages = PackageComparison(a, b)
        let all = TreeComparison(
            ShownTree(a), ShownTree(b), changedA: packages.changedA, changedB: packages.changedB
        ).paths()
        self.a = Comparison.side(a, nameA)
        self.b = Comparison.side(b, nameB)
        classes = Comparison.sums(all)
        let paths = all.filter { $0.difference != .same }.sorted { left, right in
            let (leftSize, rightSize) = (left.delta.magnitude, right.delta.magnitude)
            return leftSize == rightSize ? left.path.lexicographicallyPrecedes(right.path) : leftSize > rightSize
        }
        self.paths = paths
        places = Dictionary(grouping: paths.indices) { paths[$0].difference }
        self.packages = packages.differences
        configuration = ConfigurationDifference.differences(a.image.config, b.image.config)
        let (layersA, layersB) = (a.image.layers, b.image.layers)
        sharedLayers = zip(layersA, layersB).prefix { $0.isSame(as: $1) }.count
        let known = Set(layersA.compactMap(\.blobDigest))
        pushedBytes = layersB.filter { $0.sameAs == nil && !($0.blobDigest.map(known.contains) ?? false) }
            .reduce(0) { $0.addingSaturated(max(0, $1.blobSize)) }
    }

    private static func side(_ image: AnalyzedImage, _ name: String) -> Side {
        Side(
            name: name, layerBytes: image.waste.layerBytes, visibleBytes: image.waste.visibleBytes,
            storedBytes: image.image.blobBytes, layers: image.image.layers.count)
    }

    private static func sums(_ paths: [PathDifference]) -> [ClassSum] {
        Dictionary(grouping: paths, by: \.difference).map { difference, paths in
            ClassSum(
                difference: difference, paths: paths.count,
                bytesA: paths.reduce(0) { $0.addingSaturated($1.bytesA ?? 0) },
                bytesB: paths.reduce(0) { $0.addingSaturated($1.bytesB ?? 0) })
        }.sorted { left, right in
            if (left.difference == .same) != (right.difference == .same) { return right.difference == .same }
            let (leftSize, rightSize) = (left.delta.magnitude, right.delta.magnitude)
            return leftSize == rightSize
                ? left.difference.rawValue < right.difference.rawValue : leftSize > rightSize
        }
    }
}

extension LayerBlob {
    /// The digest of the blob as stored; that of its contents where no manifest tells it and nothing is compressed.
    fileprivate var blobDigest: String? { digest ?? (compression == .none ? diffID : nil) }

    /// Whether it holds the same layer, however compressed.
    fileprivate func isSame(as other: LayerBlob) -> Bool {
        if let diffID, let otherID = other.diffID { return diffID == otherID }
        return digest != nil && digest == other.digest
    }
}
