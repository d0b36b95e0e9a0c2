/// A row of the list of layers.
enum LayerRow: Hashable {
    /// The heading of a group of layers.
    case heading(LayerGroup)
    /// A layer, by its number.
    case layer(Int)
    /// What is known of a stage that is not in the image.
    case note(String)

    /// The rows of an image's list: the base image's layers under their heading, then each stage's, then what is known
    /// of the stages that are not in the image.
    static func rows(of image: ImageFacts) -> [LayerRow] {
        LayerGroup.groups(of: image).flatMap { group in
            [.heading(group)] + group.layers.map { .layer($0) } + group.notes.map { .note($0) }
        }
    }
}
