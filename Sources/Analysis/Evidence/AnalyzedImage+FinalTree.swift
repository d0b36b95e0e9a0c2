import FileTree

/// The tree that a container sees.
private struct FinalTree: Deduction {
    let view: TreeView?

    init(of image: AnalyzedImage) {
        let layers = image.stack.layerCount
        view = layers > 0 ? image.stack.view(of: 1...layers) : nil
    }
}

extension Waste: Deduction {
    /// What the image's layers hide.
    public init(of image: AnalyzedImage) { self = image.stack.waste() }
}

extension AnalyzedImage {
    /// The final tree; nil for an image without layers.
    public var view: TreeView? { self[FinalTree.self].view }

    /// What the final tree does not show.
    public var waste: Waste { self[Waste.self] }

    /// Gives back the final tree and what it does not show, some 18 bytes a path, when they are not asked for often any more.
    public func forgetFinalTree() {
        forget(FinalTree.self)
        forget(Waste.self)
    }
}
