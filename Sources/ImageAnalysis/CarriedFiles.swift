import Dockerfile
import FileTree
import ImageStore

/// What a copy carried over from another image at hand, and what of that image stayed behind.
///
/// Files are matched by content: those of the copy's layers whose content the other image also has, in layers that the
/// two do not share.
public struct CarriedFiles: Sendable, Hashable {
    /// The layers, from 1, that hold what was carried.
    public let layers: [Int]
    /// The other image's name.
    public let source: String
    /// Files that came from it.
    public let files: Int
    /// Their bytes.
    public let bytes: Int64
    /// Files of the copies' layers that it does not have.
    public let otherFiles: Int
    /// Files of its own layers that were not carried over.
    public let leftFiles: Int
    /// Their bytes.
    public let leftBytes: Int64

    /// Matches the layers of an image that were copied with another image; nil when nothing came from it.
    ///
    /// - Parameters:
    ///   - image: The image.
    ///   - stack: Its layers, loaded with hashes of contents.
    ///   - stages: Its stages: only layers of `COPY` and `ADD` are matched, and those that hold a whole stage.
    ///   - other: The other image, loaded the same way.
    public init?(in image: StoredImage, stack: LayerStack, stages: ImageStages, from other: RelatedImage) {
        let own = Set(image.config.diffIDs), theirs = Set(other.image.config.diffIDs)
        let copies = stages.attribution.layers.filter { layer in
            let word = layer.text.prefix { !$0.isWhitespace }.uppercased()
            let isCopy = word == "COPY" || word == "ADD" || layer.isWholeStage
            let diffID = image.layers[layer.index - 1].diffID
            return isCopy && layer.isBase != true && !(diffID.map(theirs.contains) ?? false)
        }
        let otherLayers = other.image.layers.filter { !($0.diffID.map(own.contains) ?? false) }.map(\.index)
        var wanted: [Content: Int] = [:]
        let available = ContentList(other.stack, layers: Set(otherLayers))
        for content in available.contents { wanted[content, default: 0] += 1 }
        var found: Set<Content> = []
        var (files, bytes, others) = (0, Int64(0), 0)
        var layers: [Int] = []
        for layer in copies {
            var hasMatch = false
            for content in ContentList(stack, layers: [layer.index]).contents {
                if wanted[content] != nil {
                    files += 1
                    bytes = ImageStages.adding(bytes, content.size)
                    found.insert(content)
                    hasMatch = true
                } else {
                    others += 1
                }
            }
            if hasMatch { layers.append(layer.index) }
        }
        guard !layers.isEmpty else { return nil }
        let left = available.contents.filter { !found.contains($0) }
        self.layers = layers
        source = other.name
        (self.files, self.bytes, otherFiles) = (files, bytes, others)
        leftFiles = left.count
        leftBytes = left.reduce(0) { ImageStages.adding($0, $1.size) }
    }
}

extension ImageStages {
    /// A sum that stops at the largest number: sizes are what archives claim.
    static func adding(_ one: Int64, _ other: Int64) -> Int64 {
        let (sum, overflow) = one.addingReportingOverflow(other)
        return overflow ? .max : sum
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
