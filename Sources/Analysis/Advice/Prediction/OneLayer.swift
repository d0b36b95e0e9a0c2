import Dockerfile
import Evidence
import Rules

/// Whether one layer holds what several instructions did, as buildah, `--squash` and kaniko's single snapshot leave it:
/// then no file tells its instruction.
struct OneLayer {
    let isWhole: Bool

    init(of image: AnalyzedImage) {
        let layers = image.stages.attribution.layers.filter { $0.isBase != true }
        let makers = image.recipe.steps.count { [.run, .copy, .add].contains($0.instruction.keyword) }
        isWhole = layers.contains(where: \.isWholeStage) || layers.count == 1 && makers > 1
    }
}
