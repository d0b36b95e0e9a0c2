import Dockerfile
import FileTree
import ImageStore

/// What copies carried over from another image at hand, and what of that image stayed behind.
///
/// Files are matched by content: those of the copies' layers that the other image also has, in layers that the two do
/// not share.
public struct CarriedFiles: Sendable, Hashable {
    /// What one layer holds of the other image.
    public struct Copy: Sendable, Hashable {
        /// The layer, from 1.
        public let layer: Int
        /// Its files that the other image has too.
        public let files: Int
        /// Their bytes.
        public let bytes: Int64
        /// Its files that the other image does not have.
        public let otherFiles: Int
    }

    /// The other image's name.
    public let source: String
    /// The stage that the other image is, by its number; nil when no Dockerfile tells it, so that equal files may have
    /// come to both images from a third place.
    public let stage: Int?
    /// The layers that hold files of it.
    public let copies: [Copy]
    /// Files of the other image's own layers that were not carried over.
    public let leftFiles: Int
    /// Their bytes.
    public let leftBytes: Int64

    /// The bytes of all copies.
    public var bytes: Int64 { copies.reduce(0) { $0.addingSaturated($1.bytes) } }
    /// The files of all copies.
    public var files: Int { copies.reduce(0) { $0 + $1.files } }

    /// Matches the layers of an image that were copied with another image; nil when nothing came from it.
    ///
    /// - Parameters:
    ///   - image: The image.
    ///   - stack: Its layers, loaded with hashes of contents.
    ///   - stages: Its stages. Where a Dockerfile is known, only copies from the stage that the other image is are
    ///     matched; else every `COPY` and `ADD`, and the other image must hold most of what they brought.
    ///   - other: The other image, loaded the same way.
    public init?(in image: StoredImage, stack: LayerStack, stages: ImageStages, from other: RelatedImage) {
        let own = Set(image.config.diffIDs)
        let otherLayers = other.image.layers.filter { !($0.diffID.map(own.contains) ?? false) }.map(\.index)
        let available = ContentList(other.stack, layers: Set(otherLayers))
        let wanted = Set(available.contents)
        var found: Set<Content> = []
        var copies: [Copy] = []
        for layer in CarriedFiles.candidates(image, stages, other) {
            let contents = ContentList(stack, layers: [layer]).contents
            let matching = contents.filter(wanted.contains)
            guard !matching.isEmpty, stages.graph != nil || matching.count * 2 > contents.count else { continue }
            found.formUnion(matching)
            copies.append(
                Copy(
                    layer: layer, files: matching.count, bytes: CarriedFiles.bytes(of: matching),
                    otherFiles: contents.count - matching.count))
        }
        guard !copies.isEmpty else { return nil }
        let left = available.contents.filter { !found.contains($0) }
        source = other.name
        stage = stages.graph == nil ? nil : other.stage
        self.copies = copies
        leftFiles = left.count
        leftBytes = CarriedFiles.bytes(of: left)
    }

    /// The layers that may hold files of the other image.
    private static func candidates(_ image: StoredImage, _ stages: ImageStages, _ other: RelatedImage) -> [Int] {
        let theirs = Set(other.image.config.diffIDs)
        return stages.attribution.layers.filter { layer in
            let isShared = image.layers[layer.index - 1].diffID.map(theirs.contains) ?? false
            if layer.isBase == true || isShared { return false }
            guard let graph = stages.graph else {
                let word = layer.text.prefix { !$0.isWhitespace }.uppercased()
                return word == "COPY" || word == "ADD"
            }
            guard let stage = other.stage else { return false }
            let isFeeding = graph.edges.contains { $0.kind == .copy && $0.source == .stage(stage) }
            return layer.origin == .stage(stage) || layer.isWholeStage && isFeeding
        }.map(\.index)
    }

    private static func bytes(of contents: [Content]) -> Int64 {
        contents.reduce(0) { $0.addingSaturated($1.size) }
    }
}

/// Equal for files of equal content.
private struct Content: Hashable {
    let hash: UInt64
    let size: Int64
}

/// The contents of regular files that some layers put into the final tree; empty files say nothing and are left out.
private struct ContentList {
    private(set) var contents: [Content] = []

    init(_ stack: LayerStack, layers: Set<Int>) {
        guard stack.layerCount > 0 else { return }
        let view = stack.view(of: 1...stack.layerCount)
        for index in 0..<stack.pathCount {
            guard let path = stack.path(at: index), view.isPresent(path), let reference = view.entry(of: path),
                layers.contains(reference.layer)
            else { continue }
            let entry = stack.entry(reference)
            guard entry.kind == .regularFile, entry.size > 0, let hash = entry.contentHash else { continue }
            contents.append(Content(hash: hash, size: entry.size))
        }
    }
}
