import ImageAnalysis

/// Which colour of the stylesheet a layer has, in the strip, the map and the table alike.
struct LayerColors {
    private let baseCount: Int
    private static let hues = 10

    /// - Parameter baseCount: How many layers are the base image's, which share a colour.
    init(baseCount: Int) {
        self.baseCount = baseCount
    }

    /// The class of a layer, from 1; nil for none.
    func style(of layer: Int?) -> String {
        guard let layer, layer > baseCount else { return "base" }
        return "c\((layer - baseCount - 1) % LayerColors.hues)"
    }

    /// The class of bytes of one kind.
    func style(of kind: ByteStrip.Segment.Kind) -> String {
        switch kind {
        case .base: "base"
        case .layer(let layer): style(of: layer)
        case .own: "own"
        case .hidden: "hidden"
        }
    }
}
