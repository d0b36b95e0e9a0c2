import Evidence
import ImageStore

/// How much smaller each layer is as stored.
struct LayerRatios {
    /// Bytes stored for each byte of files, by layer from 0.
    private let ratios: [Double]
    /// How they are known, a sentence.
    let evidence: String

    /// What gzip makes of layers of Debian and Python files, where the archive has none compressed: an assumption.
    static let assumed = 0.4

    init(of image: AnalyzedImage) {
        var known: [Double?] = image.image.layers.map { blob in
            guard blob.compression != .none, let size = image.stack.totals(of: blob.index)?.size, size > 0 else {
                return nil
            }
            return min(1.5, Double(blob.blobSize) / Double(size))
        }
        let measured = known.compactMap { $0 }
        let isAssumed = measured.isEmpty
        let other = isAssumed ? LayerRatios.assumed : measured.reduce(0, +) / Double(measured.count)
        let missing = known.count { $0 == nil }
        for index in known.indices where known[index] == nil { known[index] = other }
        ratios = known.map { $0 ?? other }
        if isAssumed {
            evidence = "assumed that gzip leaves 40 %, since this archive's layers are not compressed"
        } else if missing > 0 {
            evidence = "each layer's own ratio; \(missing) layers without one have the mean of the others"
        } else {
            evidence = "each layer's own ratio of stored bytes to the sizes of its files"
        }
    }

    /// The bytes as stored of some bytes of a layer, from 1.
    func compressed(_ bytes: Int64, ofLayer layer: Int) -> Double {
        ratios.indices.contains(layer - 1) ? Double(bytes) * ratios[layer - 1] : Double(bytes)
    }
}
