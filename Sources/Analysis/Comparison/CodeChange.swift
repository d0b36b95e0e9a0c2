import Evidence
import FileTree
import Rules

/// Which layers of an image a change of its code makes anew: that of the instruction that copies the code, and all above it.
///
/// The code is what the last `COPY` or `ADD` of the whole build context brings, else the last one of any part of it.
enum CodeChange {
    /// The layers, from 1; nil where no instruction is known that copies from the build context.
    static func layers(of image: AnalyzedImage) -> ClosedRange<Int>? {
        let recipe = image.recipe
        let copies = recipe.steps.filter { step in
            guard let source = step.contextSources.first, step.layer != nil else { return false }
            // History does not tell of --from; sources there are absolute, those of a context hardly ever.
            return recipe.isFromDockerfile || !source.hasPrefix("/")
        }
        guard let layer = (copies.last { $0.copiesContext } ?? copies.last)?.layer else { return nil }
        return layer <= image.stack.layerCount ? layer...image.stack.layerCount : nil
    }
}
