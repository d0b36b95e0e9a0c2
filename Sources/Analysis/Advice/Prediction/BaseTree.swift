import Evidence
import FileTree

/// The tree of the base image, before the image's own layers.
struct BaseTree: Deduction {
    /// Nil for an image without a base, or whose base is not known.
    let view: TreeView?

    init(of image: AnalyzedImage) {
        view = image.stages.baseLayers.max().map { image.stack.view(of: 1...$0) }
    }
}

extension AnalyzedImage {
    /// The tree of its base image; nil for none.
    var baseTree: TreeView? { self[BaseTree.self].view }

    /// Gives back what only advice asks for, when it has been given: some 30 bytes a path.
    public func forgetAdvice() {
        forget(BaseTree.self)
    }
}
