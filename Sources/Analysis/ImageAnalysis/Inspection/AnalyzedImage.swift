import FileTree
import ImageStore

/// All that rules may look at: an image whose layers were read, and what was noted while they passed by.
public struct AnalyzedImage: Sendable {
    /// The image.
    public let image: StoredImage
    /// Its layers, with hashes of contents where the loader made them.
    public let stack: LayerStack
    /// The final tree; nil for an image without layers.
    public let view: TreeView?
    /// Its stages, and what made each layer.
    public let stages: ImageStages
    /// What the final tree does not show.
    public let waste: Waste
    /// The same, by who stored and who hid it, by instruction, stage and path.
    public let wasteBreakdown: WasteBreakdown
    /// The contents of small files that rules read, and facts about executables.
    public let contents: InspectedContents
    /// What is installed.
    public let packages: PackageInventory
    /// The secrets in its files and its documents, where they were searched for.
    let secrets: ImageSecrets
    /// Equal contents of the final tree.
    public let duplicates: DuplicateContents
    /// Which files' paths the rules' patterns match.
    let paths: PathIndex

    /// Puts together what rules look at.
    ///
    /// - Parameters:
    ///   - image: The image.
    ///   - stack: Its layers.
    ///   - stages: Its stages.
    ///   - contents: What the `ContentInspection` noted that the layers were loaded with.
    public init(image: StoredImage, stack: LayerStack, stages: ImageStages, contents: InspectedContents) {
        self.image = image
        self.stack = stack
        self.stages = stages
        self.contents = contents
        view = stack.layerCount > 0 ? stack.view(of: 1...stack.layerCount) : nil
        waste = stack.waste()
        wasteBreakdown = WasteBreakdown(of: waste, in: stack, stages: stages)
        packages = PackageInventory(of: stack, view: view, contents: contents)
        secrets = ImageSecrets(of: image, stack: stack, view: view, contents: contents)
        duplicates = DuplicateContents(in: view)
        paths = PathIndex(of: view, rules: RuleCatalog.pathPatterns)
    }
}
