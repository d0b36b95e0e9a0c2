/// A row of the list of layers.
enum LayerRow: Hashable {
    /// The heading of a group of layers.
    case heading(LayerGroup)
    /// A layer, by its number.
    case layer(Int)

    /// The rows of an image's list: the base image's layers under their heading, then the image's own.
    static func rows(of image: ImageFacts) -> [LayerRow] {
        LayerGroup.groups(of: image).flatMap { group in
            [.heading(group)] + group.layers.map { .layer($0) }
        }
    }
}

/// Layers that belong together.
struct LayerGroup: Hashable {
    /// What they are.
    enum Kind: Hashable {
        /// The image that the build started from.
        case base
        /// What the build put on top of the base image.
        case own
        /// Nothing tells which layers belong to the base image.
        case unknown
    }

    var kind: Kind
    var layers: [Int]

    /// The heading's words.
    var title: String {
        switch kind {
        case .base: "Base image"
        case .own: "Built on top"
        case .unknown: "Layers (base image unknown)"
        }
    }

    /// The groups of an image's layers, base first; an empty group is left out.
    static func groups(of image: ImageFacts) -> [LayerGroup] {
        let all = image.layers.map(\.index)
        guard let count = image.baseLayerCount else {
            return all.isEmpty ? [] : [LayerGroup(kind: .unknown, layers: all)]
        }
        let base = LayerGroup(kind: .base, layers: Array(all.prefix(max(0, count))))
        let own = LayerGroup(kind: .own, layers: Array(all.dropFirst(max(0, count))))
        return [base, own].filter { !$0.layers.isEmpty }
    }
}
