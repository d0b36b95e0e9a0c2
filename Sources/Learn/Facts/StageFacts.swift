import Dockerfile
import FileTree
import ImageAnalysis

/// A stage of an image that a lesson asks about.
struct StageFacts {
    let image: AnalyzedImage
    let stage: ImageStage

    static let table = FactTable<StageFacts>(
        "a stage",
        [
            (
                "size",
                { facts in facts.image.stages.size(of: facts.stage, in: facts.image.stack).map { .bytes($0.bytes) } }
            ),
            ("layers", { .count($0.stage.layers.count) }),
            ("base", { .text($0.stage.base ?? "") }),
            ("role", { .text($0.stage.role.rawValue) }),
            ("instructions", { .count($0.stage.instructions) }),
            ("line", { facts in facts.stage.lines.map { .count($0.lowerBound) } }),
        ])
}

/// What `COPY --from` took out of a stage into the image.
struct CarriedFacts {
    let image: AnalyzedImage
    let stage: ImageStage

    static let table = FactTable<CarriedFacts>(
        "what is carried",
        [
            ("size", { facts in ImageStages.sum(facts.layers, in: facts.image.stack).map { .bytes($0) } }),
            (
                "files",
                { facts in .count(facts.layers.reduce(0) { $0 + (facts.image.stack.totals(of: $1)?.files ?? 0) }) }
            ),
        ])

    /// The layers that its copies made.
    private var layers: [Int] {
        guard let index = stage.index, let graph = image.stages.graph else { return [] }
        let copies = graph.edges.filter { $0.kind == .copy && $0.source == .stage(index) }.map(\.lines)
        return image.stages.attribution.layers.filter { $0.lines.map(copies.contains) == true }.map(\.index)
    }
}

/// What may be asked of a package.
enum PackageFacts {
    static let table = FactTable<Package>(
        "a package",
        [
            ("size", { .bytes($0.size) }), ("version", { .text($0.version) }), ("layer", { .count($0.layer) }),
            ("files", { .count($0.files.count) }),
        ])
}
