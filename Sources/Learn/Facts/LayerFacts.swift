import FileTree
import ImageAnalysis

/// A layer that a lesson asks about.
struct LayerFacts {
    let image: AnalyzedImage
    /// From 1.
    let number: Int

    static let table = FactTable<LayerFacts>(
        "a layer",
        [
            ("size", { $0.totals.map { .bytes($0.size) } }),
            ("files", { $0.totals.map { .count($0.files) } }),
            ("directories", { $0.totals.map { .count($0.directories) } }),
            ("whiteouts", { $0.totals.map { .count($0.whiteouts) } }),
            ("added", { .count($0.changes.added) }),
            ("modified", { .count($0.changes.modified) }),
            ("removed", { .count($0.changes.removed) }),
            ("compressed", { $0.pushed.map { .bytes($0) } }),
            ("instruction", { .text($0.image.attribution(ofLayer: $0.number)?.text ?? "") }),
            ("stage", { .text($0.image.stages.stage(ofLayer: $0.number)?.label ?? "") }),
            ("line", { layer in layer.image.line(ofLayer: layer.number).map { .count($0) } }),
        ])

    private var totals: LayerTree.Totals? { image.stack.totals(of: number) }
    private var changes: (added: Int, modified: Int, removed: Int) { image.stack.changeCounts(of: number) }
    private var pushed: Int64? { image.compressedSizes.layers[number - 1].pushed?.bytes }
}

/// Layers that an image has at its start as another one has.
struct SharedFacts {
    let image: AnalyzedImage
    let other: AnalyzedImage

    static let table = FactTable<SharedFacts>(
        "shared layers",
        [
            ("size", { ImageStages.sum(Array(1..<$0.count + 1), in: $0.image.stack).map { .bytes($0) } }),
            ("layers", { .count($0.count) }),
        ])

    private var count: Int {
        zip(image.image.layers, other.image.layers).prefix { $0.diffID != nil && $0.diffID == $1.diffID }.count
    }
}
