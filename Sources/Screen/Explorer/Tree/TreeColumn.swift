/// A column of the tree before the names; which of them there are, the user chooses.
public enum TreeColumn: String, Sendable, Hashable, CaseIterable {
    /// Kind and permissions.
    case mode
    /// User and group.
    case owner
    /// Bytes of contents, below directories too.
    case size
    /// Bytes that layers store here, or below, and the final image hides.
    case wasted
    /// The share of the directory above.
    case percent
    /// A bar against the largest beside it.
    case bar
    /// How many files.
    case files
    /// When it was last modified.
    case modified
    /// The layer that put it there.
    case layer

    /// The columns where nobody has chosen.
    public static let standard: Set<TreeColumn> = [.mode, .owner, .size, .percent, .bar]

    /// In which order they get their room; one that has none leaves none to those behind it.
    static let byImportance: [TreeColumn] = [
        .size, .percent, .layer, .wasted, .files, .modified, .mode, .bar, .owner,
    ]

    /// Columns of the screen, with the space after it.
    var width: Int {
        switch self {
        case .mode: 11
        case .owner, .size, .wasted: 10
        case .percent: 5
        case .bar: 8
        case .files: 8
        case .modified: 17
        case .layer: 6
        }
    }

    /// The name over it.
    var title: String {
        switch self {
        case .percent: "%"
        case .bar: ""
        default: rawValue.prefix(1).uppercased() + rawValue.dropFirst()
        }
    }

    /// What it shows, in a few words.
    var help: String {
        switch self {
        case .mode: "kind and permissions"
        case .owner: "user and group"
        case .size: "bytes, of a directory with all below it"
        case .wasted: "bytes stored here that the final image hides"
        case .percent: "the share of the directory above"
        case .bar: "a bar against the largest beside it"
        case .files: "how many files"
        case .modified: "when it was last modified"
        case .layer: "the layer that put it there"
        }
    }

    /// What a click on its name orders by; nil where there is no such order.
    var sortKey: SortOrder.Key? {
        switch self {
        // The share of the directory and its bar grow with the size.
        case .size, .percent, .bar: .size
        case .wasted: .wasted
        case .files: .count
        case .modified: .modified
        case .mode, .owner, .layer: nil
        }
    }
}
