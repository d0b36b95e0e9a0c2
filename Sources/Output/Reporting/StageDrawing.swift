import Dockerfile
import FileTree
import ImageAnalysis
import ImageStore

/// The stages of an image as a drawing: text, JSON, Mermaid or DOT.
public struct StageDrawing: Sendable {
    /// The stages.
    public let stages: ImageStages
    /// The image's name for people; nil for a Dockerfile without an image.
    let imageName: String?
    /// The size of each stage, in the order of `stages.stages`; nil for unknown.
    let sizes: [StageSize?]
    /// The size of each layer, from the first; nil where it could not be read.
    let layerSizes: [Int64?]
    /// What was carried over from other images at hand.
    let carried: [CarriedFiles]

    /// A Dockerfile's stages without an image, or an image's without its layers: their sizes are unknown.
    public init(_ stages: ImageStages) {
        self.stages = stages
        imageName = nil
        sizes = stages.stages.map { _ in nil }
        layerSizes = stages.attribution.layers.map { _ in nil }
        carried = []
    }

    /// An image's stages.
    ///
    /// - Parameters:
    ///   - stages: The stages.
    ///   - image: The image.
    ///   - stack: Its layers, loaded with hashes of contents.
    ///   - others: Other images at hand, loaded the same way.
    public init(_ stages: ImageStages, of image: StoredImage, stack: LayerStack, others: [RelatedImage]) {
        self.stages = stages
        imageName = image.displayName
        sizes = stages.stages.map { stages.size(of: $0, in: stack, others: others) }
        layerSizes = image.layers.map { stack.totals(of: $0.index)?.size }
        carried = others.compactMap { CarriedFiles(in: image, stack: stack, stages: stages, from: $0) }
    }

    /// The base image's bytes; nil where the boundary or a layer is not known.
    var baseSize: Int64? {
        let known = stages.baseLayers.compactMap { layerSizes.indices.contains($0 - 1) ? layerSizes[$0 - 1] : nil }
        return known.count == stages.baseLayers.count ? known.reduce(0, +) : nil
    }

    /// The edges that carry files, in order of lines.
    var edges: [StageEdge] { stages.graph?.edges ?? [] }

    /// The stages as `inspect --format json` has them, with where they come from and what was carried over.
    public var json: JSONValue {
        let base = stages.attribution.base
        return [
            "schemaVersion": .integer(ImageReport.schemaVersion),
            "image": .optional(imageName),
            "dockerfile": .optional(stages.source?.text),
            "base": [
                "name": .optional(stages.baseName),
                "layers": .integers(stages.baseLayers),
                "evidence": .string(base.evidence.rawValue),
            ],
            "stages": stages.json(sizes: sizes),
            "layers": .array(stages.attribution.layers.map(json)),
            "carried": .array(carried.map(json)),
            "warnings": .strings(stages.warnings),
        ]
    }

    private func json(_ layer: Attribution.Layer) -> JSONValue {
        [
            "index": .integer(layer.index),
            "stage": .optional(stages.stage(ofLayer: layer.index)?.label),
            "instruction": .string(layer.text),
            "lines": JSONValue(layer.lines),
            "base": layer.isBase.map { .bool($0) } ?? .null,
            "wholeStage": .bool(layer.isWholeStage),
            "evidence": .string(layer.evidence.rawValue),
            "certainty": .string(layer.certainty.rawValue),
        ]
    }

    private func json(_ carried: CarriedFiles) -> JSONValue {
        [
            "from": .string(carried.source),
            "stage": .optional(carried.stage),
            "copies": .array(carried.copies.map(json)),
            "leftFiles": .integer(carried.leftFiles),
            "leftBytes": .integer(carried.leftBytes),
        ]
    }
}

extension StageDrawing {
    private func json(_ copy: CarriedFiles.Copy) -> JSONValue {
        [
            "layer": .integer(copy.layer),
            "files": .integer(copy.files),
            "bytes": .integer(copy.bytes),
            "otherFiles": .integer(copy.otherFiles),
        ]
    }
}

extension ImageStages.Source {
    /// Where the Dockerfile comes from, for people.
    var text: String {
        switch self {
        case .provenance: "recovered from BuildKit's provenance"
        case .given(let path): path
        case .found(let path): "\(path), found: it fits"
        }
    }
}
