import Dockerfile
import Evidence
import FileTree
import Rules

/// What a change of the code pushes anew, now and after the advice.
public struct CodeChange: Sendable {
    /// The cost now.
    public let cost: ChangeCost
    /// What is pushed now.
    public let before: Advice.Size
    /// What the advised Dockerfile pushes, as predicted; nil where a command after the code makes files of unknown
    /// size.
    public let after: Advice.Size?

    /// Nil for an image to which nothing is copied from a build context.
    init?(
        in image: AnalyzedImage, kept: EntrySet, ratios: LayerRatios, advised dockerfile: String
    ) {
        guard let cost = image.changeCosts.code, let bytes = cost.bytes(in: image.stack) else { return nil }
        self.cost = cost
        let compressed = cost.layers.reduce(0.0) { sum, layer in
            sum + ratios.compressed(image.stack.totals(of: layer)?.size ?? 0, ofLayer: layer)
        }
        before = Advice.Size(bytes: bytes, compressedBytes: Int64(compressed))
        let graph = StageGraph(DockerfileDocument(parsing: dockerfile))
        after = graph.target.flatMap { target in
            AdvisedStage(graph.stages[target], in: image, code: cost, kept: kept, ratios: ratios).changedSize
        }
    }
}
