import Evidence

/// What becomes of the bytes of one file of one layer when the advice is followed.
enum Fate: Sendable, Hashable {
    /// They stay.
    case kept
    /// The smaller variant of the base image does not have them.
    case baseVariant
    /// The image's own layers store them and no container sees them.
    case hidden
    /// A rule says that they should not be there.
    case rule(Rule)
    /// What runs does not reach them, so they stay in a builder stage.
    case builder
}
