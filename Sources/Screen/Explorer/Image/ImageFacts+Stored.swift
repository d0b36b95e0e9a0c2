import Archive
import Dockerfile
import ImageAnalysis
import ImageStore
import OCI

extension ImageFacts {
    /// The facts of an image of a store and of its stages. Nothing of its layers is read.
    public init(_ image: StoredImage, in source: ImageStore.Source, stages: ImageStages) {
        var made = 0
        let steps = image.config.history.map { step in
            if !step.emptyLayer { made += 1 }
            return Step(layer: step.emptyLayer ? nil : made, text: HistoryStep(step, index: 0).instructionText)
        }
        let compression = source.compression == .none ? "" : ", \(source.compression.rawValue)"
        self.init(
            title: image.references.first ?? source.path, id: image.id, manifestDigest: image.manifestDigest,
            references: image.references, platform: image.platform, format: source.format.rawValue + compression,
            config: image.config, layers: image.layers.map(LayerFacts.init),
            baseLayerCount: stages.attribution.base.layerCount, stages: StageFacts(stages),
            annotations: image.annotations, steps: steps, warnings: image.warnings + stages.warnings)
    }
}

extension LayerFacts {
    /// The facts of a layer's blob.
    init(_ blob: LayerBlob) {
        let text = blob.history.map { HistoryStep($0, index: 0).instructionText } ?? ""
        self.init(
            index: blob.index, digest: blob.digest, diffID: blob.diffID, mediaType: blob.mediaType,
            compression: blob.compression.rawValue, blobSize: blob.blobSize, instruction: text.isEmpty ? nil : text,
            created: blob.history?.created, comment: blob.history?.comment, missing: blob.missing,
            isRepeated: blob.sameAs != nil)
    }
}

extension ImageChoice {
    /// An image of a store for the picker.
    public init(_ image: StoredImage) {
        let shortID = String((image.id.split(separator: ":").last ?? "").prefix(12))
        self.init(
            title: image.references.first ?? shortID, references: image.references,
            platform: image.platform.description, shortID: shortID, layerCount: image.layers.count,
            blobBytes: image.blobBytes)
    }
}
