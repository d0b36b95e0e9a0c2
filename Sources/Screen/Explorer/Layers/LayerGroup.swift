import Dockerfile
import ImageAnalysis

/// Layers that belong together.
struct LayerGroup: Hashable {
    /// What they are.
    enum Kind: Hashable {
        /// The image that the build started from.
        case base
        /// What the build put on top of the base image.
        case own
        /// A stage of the Dockerfile, by its number.
        case stage(Int, Stage.Role)
        /// Nothing tells which layers belong to the base image.
        case unknown
        /// Nothing tells which stage made these layers.
        case unknownStage
    }

    var kind: Kind
    var layers: [Int]
    /// A stage's or the base image's name.
    var name: String?
    /// What was taken from a stage that is not in the image.
    var notes: [String] = []
    /// Compressed bytes of such a stage, where they are known.
    var compressedSize: Int64?

    /// Whether it stands for a stage that is not in the image.
    var isOutside: Bool {
        if case .stage(_, let role) = kind { role == .feeds || role == .unbuilt } else { false }
    }

    /// The heading's words.
    var title: String {
        switch kind {
        case .base: name.map { "Base image \($0)" } ?? "Base image"
        case .own: "Built on top"
        case .stage(let index, let role): "Stage \(name ?? Stage.label(of: index)) (\(role.rawValue))"
        case .unknown: "Layers (base image unknown)"
        case .unknownStage: "Layers (stage unknown)"
        }
    }

    /// The groups of an image's layers, base first; an empty group is left out.
    static func groups(of image: ImageFacts) -> [LayerGroup] {
        let all = image.layers.map(\.index)
        if let facts = image.stages, !facts.known.isEmpty { return groups(of: all, facts) }
        guard let count = image.baseLayerCount else {
            return all.isEmpty ? [] : [LayerGroup(kind: .unknown, layers: all)]
        }
        let name = image.stages?.baseName
        let base = LayerGroup(kind: .base, layers: Array(all.prefix(max(0, count))), name: name)
        let own = LayerGroup(kind: .own, layers: Array(all.dropFirst(max(0, count))))
        return [base, own].filter { !$0.layers.isEmpty }
    }

    /// Layers in their order under the stages that made them, also stages of the image that made none; then the rest.
    private static func groups(of layers: [Int], _ facts: StageFacts) -> [LayerGroup] {
        var groups: [LayerGroup] = []
        var pending = facts.known.filter { $0.role == .base || $0.role == .final }
        for layer in layers {
            var group: LayerGroup
            if facts.baseLayers.contains(layer) {
                group = LayerGroup(kind: .base, layers: [], name: facts.baseName)
            } else if let stage = facts.stage(ofLayer: layer) {
                while let next = pending.first, (next.index ?? 0) <= (stage.index ?? 0) {
                    pending.removeFirst()
                    if next != stage { groups.append(LayerGroup(next)) }
                }
                group = LayerGroup(stage)
            } else {
                group = LayerGroup(kind: .unknownStage, layers: [])
            }
            if groups.last?.kind == group.kind { group = groups.removeLast() }
            group.layers.append(layer)
            groups.append(group)
        }
        groups += pending.map { LayerGroup($0) }
        for role in [Stage.Role.feeds, .unbuilt] {
            groups += facts.known.filter { $0.role == role }.map { LayerGroup(outside: $0, facts) }
        }
        return groups
    }

    private init(_ stage: ImageStage) {
        self.init(kind: .stage(stage.index ?? 0, stage.role), layers: [], name: stage.name)
    }

    private init(outside stage: ImageStage, _ facts: StageFacts) {
        self.init(stage)
        notes = stage.taken.map { facts.text(of: $0) }
        compressedSize = stage.index.flatMap { facts.compressedSizes[$0] }
    }

    init(kind: Kind, layers: [Int], name: String? = nil) {
        self.kind = kind
        self.layers = layers
        self.name = name
    }
}

/// A row of the list of layers.
enum LayerRow: Hashable {
    /// The heading of a group of layers.
    case heading(LayerGroup)
    /// A layer, by its number.
    case layer(Int)
    /// What is known of a stage that is not in the image.
    case note(String)

    /// The rows of an image's list: the base image's layers under their heading, then each stage's, then what is known
    /// of the stages that are not in the image.
    static func rows(of image: ImageFacts) -> [LayerRow] {
        LayerGroup.groups(of: image).flatMap { group in
            [.heading(group)] + group.layers.map { .layer($0) } + group.notes.map { .note($0) }
        }
    }
}
