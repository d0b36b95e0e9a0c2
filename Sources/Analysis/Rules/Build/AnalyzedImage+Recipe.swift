import Evidence

extension AnalyzedImage {
    /// The instructions that made the image's own layers.
    package var recipe: BuildRecipe { BuildRecipe(of: stages) }
}
