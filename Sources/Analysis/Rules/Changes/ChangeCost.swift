import Archive
import Dockerfile
import Evidence
import FileTree
import ImageStore

/// What a change at one instruction costs: the steps that are done again, and the layers that are pushed and pulled
/// anew.
public struct ChangeCost: Sendable, Hashable {
    /// The step that changes.
    public let step: Rebuild.Step
    /// The steps that are done again, itself among them, in the order of the Dockerfile.
    public let rebuilt: [Rebuild.Step]
    /// The layers of the image that these make, from 1: a registry lacks the new ones, since times in them differ.
    public let layers: [Int]

    /// How many of the steps are done again only where a stage that they copy from gives another result.
    public var doubtfulSteps: Int { rebuilt.count { $0.outcome == .runsIfResultDiffers } }

    /// The bytes of the files in the layers; nil while one of them is not read.
    public func bytes(in stack: LayerStack) -> Int64? { ImageStages.sum(layers, in: stack) }

    /// The bytes that a push sends and a pull fetches; nil where a layer's size is not known.
    public func pushed(_ sizes: CompressedSizes) -> CompressedSize? {
        let pushed = layers.compactMap { layer in
            sizes.layers.indices.contains(layer - 1) ? sizes.layers[layer - 1].pushed : nil
        }
        return pushed.count == layers.count ? CompressedSize.sum(of: pushed) : nil
    }
}
