import Evidence
import FileTree
import ImageStore

/// How much smaller each layer is as it is pushed.
struct LayerRatios: Sendable {
    /// Bytes pushed for each byte of files, by layer from 0.
    private let ratios: [Double]
    /// How they are known, a sentence.
    let evidence: String

    /// What gzip makes of layers of Debian and Python files: an assumption, for a layer that could not be measured.
    static let assumed = 0.4

    init(of image: AnalyzedImage, _ sizes: CompressedSizes) {
        let known = sizes.layers.map { layer -> Double? in
            guard let pushed = layer.pushed, let size = image.stack.totals(of: layer.index)?.size, size > 0 else {
                return nil
            }
            return min(1.5, Double(pushed.bytes) / Double(size))
        }
        let measured = known.compactMap { $0 }
        let other = measured.isEmpty ? LayerRatios.assumed : measured.reduce(0, +) / Double(measured.count)
        ratios = known.map { $0 ?? other }
        let missing = sizes.layers.indices.count { index in
            known[index] == nil && (image.stack.totals(of: index + 1)?.size ?? 0) > 0
        }
        evidence = LayerRatios.evidence(sizes, missing: missing)
    }

    private static func evidence(_ sizes: CompressedSizes, missing: Int) -> String {
        let stored = sizes.layers.count { $0.pushed?.basis == .stored }
        let sampled = sizes.layers.count { $0.pushed?.basis == .sampled }
        let whole = sizes.layers.count { $0.pushed?.basis == .compressed }
        var parts: [String] = []
        if stored > 0 { parts.append("\(count(stored)) as stored") }
        if whole > 0 { parts.append("\(count(whole)) compressed whole with gzip") }
        if sampled > 0, let total = sizes.total(\.pushed) {
            let percent = (Double(total.error) / Double(max(1, total.bytes)) * 1000).rounded(.up) / 10
            parts.append("\(count(sampled)) sampled with gzip, ±\(percent) % in all")
        }
        if missing > 0 { parts.append("\(count(missing)) taken to be like the others") }
        return parts.isEmpty ? "no layers" : parts.joined(separator: ", ")
    }

    private static func count(_ layers: Int) -> String { layers == 1 ? "1 layer" : "\(layers) layers" }

    /// The bytes as pushed of some bytes of a layer, from 1.
    func compressed(_ bytes: Int64, ofLayer layer: Int) -> Double {
        ratios.indices.contains(layer - 1) ? Double(bytes) * ratios[layer - 1] : Double(bytes)
    }
}

/// How large an image's layers are when they are pushed.
struct MeasuredLayers: Deduction {
    let sizes: CompressedSizes

    init(of image: AnalyzedImage) {
        sizes = CompressedSizes(of: image.image)
    }
}

extension AnalyzedImage {
    /// How large its layers are when they are pushed, by samples of those that are stored plain; measured when it is first
    /// asked for.
    public var compressedSizes: CompressedSizes { self[MeasuredLayers.self].sizes }
}
