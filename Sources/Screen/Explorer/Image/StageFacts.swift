import Dockerfile
import ImageAnalysis

/// What is known of the stages that made an image, as far as the screen shows it.
public struct StageFacts: Sendable, Hashable {
    /// The stages in the order of the Dockerfile; those of an image without one have no number.
    var stages: [ImageStage]
    /// What made each layer, base first.
    var layers: [Attribution.Layer]
    /// The base image's layers, from 1.
    var baseLayers: [Int]
    /// The base image's name, where anything tells it.
    var baseName: String?
    /// Compressed bytes of stages that are not in the image, by number, where provenance tells them.
    var compressedSizes: [Int: Int64]
    /// Where the Dockerfile comes from; nil where none is known.
    var source: ImageStages.Source?
    /// The Dockerfile's lines; empty where none is known.
    var lines: [DockerfileLine]
    /// A Dockerfile written from the history, with its lines' layers.
    var reconstruction: [DockerfileLine]
    /// Names of what `COPY --from` took from, by layer.
    var origins: [Int: String]

    /// The facts of an image's stages.
    public init(_ stages: ImageStages) {
        self.stages = stages.stages
        layers = stages.attribution.layers
        baseLayers = stages.baseLayers
        baseName = stages.baseName
        compressedSizes = stages.attribution.compressedSizes
        source = stages.source
        lines = stages.dockerfileLines
        reconstruction = stages.attribution.reconstructedLines.enumerated().map { offset, line in
            DockerfileLine(number: offset + 1, text: line.text, layer: line.layer, stage: nil)
        }
        origins = [:]
        guard let graph = stages.graph else { return }
        for layer in layers { origins[layer.index] = layer.origin?.label(in: graph) }
    }

    /// The stages of a known Dockerfile; without one layers cannot be told apart by stage.
    var known: [ImageStage] { stages.filter { $0.index != nil } }

    /// What made a layer; nil for a number that there is not.
    func layer(_ index: Int) -> Attribution.Layer? { layers.indices.contains(index - 1) ? layers[index - 1] : nil }

    /// The stage of a Dockerfile that made a layer.
    func stage(ofLayer layer: Int) -> ImageStage? { known.first { $0.layers.contains(layer) } }

    /// What an edge takes, from whose point of view it is given: `runner, line 7: /out → /app`.
    func text(of edge: StageEdge) -> String {
        let taker = stages.indices.contains(edge.stage) ? stages[edge.stage].label : "?"
        let paths = edge.paths.joined(separator: " ")
        let verb = edge.kind == .mount ? "mounted by" : "copied by"
        return "\(verb) \(taker), \(StageFacts.text(of: edge.lines)): \(paths) → \(edge.destination ?? "?")"
    }

    /// `line 7` or `lines 7-9`.
    static func text(of lines: ClosedRange<Int>) -> String {
        lines.count == 1 ? "line \(lines.lowerBound)" : "lines \(lines.lowerBound)-\(lines.upperBound)"
    }
}
