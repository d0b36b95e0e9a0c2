import Evidence
import FileTree
import Rules

/// Which layers of an image a change of its code makes anew.
enum CodeLayers {
    /// The layers, from 1: what the model of the build cache says; of code that was built in another stage, of which a
    /// history does not tell, that of the first `COPY` and all above it. Nil where nothing is known that copies.
    static func changed(in image: AnalyzedImage) -> [Int]? {
        if let cost = image.changeCosts.code { return cost.layers }
        let copy = image.recipe.steps.first { step in
            step.layer != nil && (step.instruction.keyword == .copy || step.instruction.keyword == .add)
        }
        guard let layer = copy?.layer, layer <= image.stack.layerCount else { return nil }
        return Array(layer...image.stack.layerCount)
    }
}
