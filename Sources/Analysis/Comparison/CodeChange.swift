import Dockerfile
import Evidence
import FileTree
import Rules

/// Which layers of an image a change of its code makes anew: that of the instruction that copies the code, and all above it.
///
/// The code is what the last `COPY` or `ADD` of the whole build context brings, else the last one of any part of it; where
/// nothing comes from the context, it was built in another stage, and the first `COPY` brings it.
enum CodeChange {
    /// The layers, from 1; nil where no instruction is known that copies anything.
    static func layers(of image: AnalyzedImage) -> ClosedRange<Int>? {
        let recipe = image.recipe
        let copies = recipe.steps.filter { step in
            step.layer != nil && (step.instruction.keyword == .copy || step.instruction.keyword == .add)
        }
        let ofContext = copies.filter { step in
            guard let source = step.contextSources.first else { return false }
            // History does not tell of --from; sources there are absolute, those of a context hardly ever.
            return recipe.isFromDockerfile || !source.hasPrefix("/")
        }
        let brings = ofContext.last { $0.copiesContext } ?? ofContext.last ?? copies.first
        guard let layer = brings?.layer, layer <= image.stack.layerCount else { return nil }
        return layer...image.stack.layerCount
    }
}
