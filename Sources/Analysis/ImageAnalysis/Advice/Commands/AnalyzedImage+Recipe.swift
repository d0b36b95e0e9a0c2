extension AnalyzedImage {
    /// The instructions that made the image's own layers.
    var recipe: BuildRecipe { BuildRecipe(of: stages) }
}
