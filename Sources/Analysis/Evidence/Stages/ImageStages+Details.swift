import Dockerfile
import FileTree
import ImageStore

extension ImageStages {
    /// The stage that made a layer; nil for the base image's.
    ///
    /// - Parameter layer: Its number, from 1.
    public func stage(ofLayer layer: Int) -> ImageStage? {
        stages.first { $0.layers.contains(layer) }
    }

    /// Every line of the Dockerfile with the layer and stage that it belongs to; empty without a Dockerfile.
    public var dockerfileLines: [DockerfileLine] {
        guard let document else { return [] }
        var layerOfLine: [Int: Int] = [:]
        // A layer that holds the whole stage is shown by all of its lines; the lowest layer of a line stands for it.
        for layer in attribution.layers.reversed() {
            for line in layer.lines ?? 1...1 where layer.lines != nil { layerOfLine[line] = layer.index }
        }
        return document.lines.enumerated().map { offset, text in
            DockerfileLine(
                number: offset + 1, text: text, layer: layerOfLine[offset + 1],
                stage: graph?.stage(ofLine: offset + 1)?.index)
        }
    }

    /// What a stage adds, in bytes; nil when nothing tells it.
    ///
    /// - Parameters:
    ///   - stage: The stage.
    ///   - stack: The image's layers; a stage of the image has no size until all its layers are loaded.
    ///   - others: Other images whose layers are loaded: one that was built with this stage as its target tells more.
    public func size(of stage: ImageStage, in stack: LayerStack, others: [RelatedImage] = []) -> StageSize? {
        if stage.role == .final || stage.role == .base {
            return ImageStages.sum(stage.layers, in: stack).map { .layers($0) }
        }
        for other in others {
            guard let index = stage.index, let layers = other.layers[index] else { continue }
            if let sum = ImageStages.sum(layers, in: other.stack) { return .otherImage(sum, other.name) }
        }
        return stage.index.flatMap { attribution.compressedSizes[$0] }.map { .compressed($0) }
    }

    /// The sum of layers' sizes; nil when one is not loaded.
    public static func sum(_ layers: [Int], in stack: LayerStack) -> Int64? {
        var sum: Int64 = 0
        for layer in layers {
            guard let size = stack.totals(of: layer)?.size else { return nil }
            sum = sum.addingSaturated(size)
        }
        return sum
    }

    /// The Dockerfile that the image's own records tell: the recovered original, or one written from the history. A
    /// comment in it says which.
    public var recoveredDockerfile: String {
        guard source == .provenance, let document else { return attribution.reconstructedDockerfile }
        var lines = document.lines
        // Parser directives count only above all else.
        let top = document.directives.map(\.line).max() ?? 0
        lines.insert(
            "# Recovered from the image's BuildKit provenance: this is the original.", at: min(top, lines.count))
        return lines.joined(separator: "\n") + (lines.last == "" ? "" : "\n")
    }
}
