import Dockerfile
import FileTree
import ImageStore

/// Another image at hand whose layers are loaded: perhaps a stage that this one took files from.
public struct RelatedImage: Sendable {
    /// Its name for people.
    public let name: String
    /// The image.
    public let image: StoredImage
    /// Its layers, loaded with hashes of contents where files are to be matched.
    public let stack: LayerStack
    /// Its layers, from 1, by the number of the stage of the Dockerfile that made them; empty when it does not fit.
    public let layers: [Int: [Int]]
    /// The number of the stage that it was built as, where the Dockerfile fits.
    public let stage: Int?

    /// Compares an image with a Dockerfile, if there is one.
    ///
    /// - Parameters:
    ///   - image: The other image.
    ///   - stack: Its layers.
    ///   - stages: The stages of the image that is looked at.
    public init(_ image: StoredImage, stack: LayerStack, beside stages: ImageStages) {
        name = image.displayName
        self.image = image
        self.stack = stack
        let attribution = stages.document.map {
            Attribution.attribute(
                history: image.config.history, layerCount: image.layers.count, dockerfile: $0)
        }
        stage = attribution?.graph?.target
        layers = (attribution?.layers ?? []).reduce(into: [:]) { layers, layer in
            if let stage = layer.stage { layers[stage, default: []].append(layer.index) }
        }
    }
}
