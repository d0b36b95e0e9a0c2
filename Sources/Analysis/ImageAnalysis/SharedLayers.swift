import Evidence
import FileTree
import ImageStore

/// Which layers of an image were read with other images, and what was noted of them then.
struct SharedLayers {
    private var sources: [(image: AnalyzedImage, layers: [Int: ReadLayer])] = []

    /// None.
    init() {}

    /// Those that some of the images have too.
    init(of image: StoredImage, readWith others: [AnalyzedImage]) {
        var known: Set<Int> = []
        for other in others {
            sources.append((other, other.readLayers(of: image).filter { known.insert($0.key).inserted }))
        }
    }

    /// Where they are, by their numbers in the image.
    var trees: [Int: ReadLayer] {
        sources.reduce(into: [:]) { trees, source in trees.merge(source.layers) { first, _ in first } }
    }

    /// What was noted of the image's other layers, and of these.
    func adding(to contents: InspectedContents) -> InspectedContents {
        sources.reduce(contents) { contents, source in
            guard !source.layers.isEmpty else { return contents }
            let numbers = Dictionary(grouping: source.layers.keys) { source.layers[$0]?.layer ?? 0 }
            return contents.taking(source.image.contents, layers: numbers)
        }
    }
}
