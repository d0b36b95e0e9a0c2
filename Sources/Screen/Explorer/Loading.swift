import FileTree

/// How far opening the source and reading its layers have come.
public struct Loading: Sendable, Hashable {
    /// Where the work stands.
    public enum Phase: Sendable, Hashable {
        /// The source is being opened; `what` says what is going on, with bytes so far and, where known, in all.
        case opening(what: String, done: Int64, total: Int64?)
        /// The layers are being read.
        case reading
        /// All layers that can be read are there.
        case finished
    }

    /// What is known of one layer's contents.
    public enum LayerStatus: Sendable, Hashable {
        /// Nobody reads it yet.
        case waiting
        /// So many bytes of the blob have been read.
        case reading(bytesRead: Int64)
        /// Its files are in the tree.
        case loaded
        /// It cannot be read; one sentence says why.
        case failed(String)
    }

    /// What the user named.
    public var name: String
    /// Where the work stands.
    public var phase: Phase
    /// The status of each layer, base first.
    public var layers: [LayerStatus] = []
    /// The figures of the whole image; nil until all layers are read.
    public var figures: Figures?
    /// Whether file contents have been compared too, so that equal rewrites are told from changes.
    public var isHashed = false
    /// How much of the layers' contents has been read for the analysis, 0…1; reading layers may do it on the way.
    public var analyzed = 0.0

    init(name: String) {
        self.name = name
        phase = .opening(what: "Opening", done: 0, total: nil)
    }

    /// The status of a layer, an index from 1.
    public func status(of layer: Int) -> LayerStatus {
        layers.indices.contains(layer - 1) ? layers[layer - 1] : .waiting
    }

    /// How many layers are in the tree.
    var loadedCount: Int { layers.count { $0 == .loaded } }

    /// How many layers cannot be read.
    var failedCount: Int {
        layers.count { if case .failed = $0 { true } else { false } }
    }

    /// The part of all blob bytes that has been read, 0…1.
    func fraction(of image: ImageFacts) -> Double {
        let sizes = image.layers.map { max(0, $0.blobSize) }
        let total = sizes.reduce(0.0) { $0 + Double($1) }
        guard total > 0 else { return 1 }
        let done = zip(sizes, layers).reduce(0.0) { sum, pair in
            switch pair.1 {
            case .waiting: sum
            case .reading(let bytesRead): sum + Double(min(bytesRead, pair.0))
            case .loaded, .failed: sum + Double(pair.0)
            }
        }
        return min(1, done / total)
    }
}
