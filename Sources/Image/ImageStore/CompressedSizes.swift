import Archive
import Synchronization

/// How large the layers of an image are when they are pushed: as they are stored where they are compressed, else
/// measured.
public struct CompressedSizes: Sendable {
    /// One layer.
    public struct Layer: Sendable, Hashable {
        /// Its place, from 1.
        public let index: Int
        /// How it is stored.
        public let compression: Compression
        /// Its blob's bytes as stored.
        public let storedBytes: Int64
        /// Compressed with gzip; nil where that is not known.
        public let gzip: CompressedSize?
        /// Compressed with zstd; nil where that is not known.
        public let zstd: CompressedSize?

        /// What a registry gets: the blob as it is where that is compressed, else gzip's.
        public var pushed: CompressedSize? {
            compression == .none ? gzip : CompressedSize(bytes: storedBytes, basis: .stored)
        }
    }

    /// The layers, base first.
    public let layers: [Layer]

    /// Sizes that are known already.
    public init(layers: [Layer]) {
        self.layers = layers
    }

    /// Measures the layers of an image, several at once.
    ///
    /// - Parameters:
    ///   - isExact: Whether all bytes of all layers are compressed; else some of those that lie there plain.
    ///   - layers: Which layers are measured, from 1; nil for all.
    ///   - methods: Which ways to compress are measured, in the order of all.
    public init(
        of image: StoredImage, isExact: Bool = false, layers wantedLayers: Set<Int>? = nil,
        by methods: [CompressionMeter.Method] = CompressionMeter.Method.allCases
    ) {
        let blobs = image.layers
        let measured = Mutex<[Int: [CompressionMeter.Method: CompressedSize]]>([:])
        let wanted = blobs.filter { blob in
            blob.window != nil && blob.sameAs == nil && (isExact || blob.compression == .none)
                && wantedLayers?.contains(blob.index) != false
        }.sorted { $0.blobSize > $1.blobSize }
        wanted.forEachAtOnce { blob in
            // A layer that cannot be read has no size here; who reads its tree says why.
            guard let window = blob.window,
                let sizes = CompressedSizes.sizes(of: window, blob, isExact: isExact, by: methods)
            else { return }
            measured.withLock { $0[blob.index] = Dictionary(uniqueKeysWithValues: zip(methods, sizes)) }
        }
        let sizes = measured.withLock { $0 }
        layers = blobs.map { CompressedSizes.layer($0, sizes[$0.sameAs ?? $0.index]) }
    }

    private static func sizes(
        of window: FileWindow, _ blob: LayerBlob, isExact: Bool, by methods: [CompressionMeter.Method]
    ) -> [CompressedSize]? {
        isExact
            ? try? CompressionSample.exactSizes(of: window, blob.compression, by: methods)
            : try? CompressionSample.sizes(of: window, by: methods)
    }

    /// - Parameter sizes: What was measured.
    private static func layer(_ blob: LayerBlob, _ sizes: [CompressionMeter.Method: CompressedSize]?) -> Layer {
        let stored = CompressedSize(bytes: blob.blobSize, basis: .stored)
        return Layer(
            index: blob.index, compression: blob.compression, storedBytes: blob.blobSize,
            gzip: blob.compression == .gzip ? stored : sizes?[.gzip],
            zstd: blob.compression == .zstd ? stored : sizes?[.zstd])
    }

    /// The sum of sizes; nil where one of them is not known.
    public func total(_ size: (Layer) -> CompressedSize?) -> CompressedSize? {
        let sizes = layers.compactMap(size)
        return sizes.count == layers.count ? CompressedSize.sum(of: sizes) : nil
    }
}
