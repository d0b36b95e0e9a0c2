import Evidence
import FileTree
import ImageStore

/// One of the images that are compared: all of its layers, or some.
public struct ComparedImage: Sendable {
    /// What the user called it.
    public let name: String
    /// The image, with contents hashed. Where only some of its layers count, what they make.
    public let image: AnalyzedImage
    /// The numbers of the layers that count, from 1; nil for all.
    public let layers: ClosedRange<Int>?
    /// What rules find in it.
    public let findings: [Finding]

    /// An image that is compared.
    ///
    /// - Parameters:
    ///   - image: The image; where layers are given, what is left of it (`AnalyzedImage.keeping`).
    ///   - name: What the user called it.
    ///   - layers: The layers that count, from 1; nil for all.
    ///   - findings: What rules find in it.
    public init(_ image: AnalyzedImage, named name: String, layers: ClosedRange<Int>? = nil, findings: [Finding] = []) {
        (self.image, self.name, self.layers, self.findings) = (image, name, layers, findings)
    }

    /// The layers that count, base first.
    public var blobs: [LayerBlob] {
        guard let layers else { return image.image.layers }
        return image.image.layers.filter { layers.contains($0.index) }
    }

    /// The bytes of their blobs as stored, each once.
    var storedBytes: Int64 {
        var seen: Set<Int> = []
        return blobs.filter { seen.insert($0.sameAs ?? $0.index).inserted }
            .reduce(0) { $0.addingSaturated(max(0, $1.blobSize)) }
    }
}
