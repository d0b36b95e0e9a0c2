/// What keys mean, by what is on the screen.
public enum Mode: Sendable, Hashable, CaseIterable {
    /// The source is being opened.
    case opening
    /// The list of layers has the focus.
    case layers
    /// The tree has the focus.
    case tree
    /// A line is being typed.
    case prompt
    /// A view over the panes.
    case view(ViewID)
    /// The terminal is too small.
    case tooSmall

    /// Keys that have a meaning just here.
    var ownKeys: [KeyBinding] {
        guard case .view(let id) = self else { return [] }
        return Views.view(id)?.ownKeys ?? []
    }

    /// All modes, one for each view.
    public static let allCases: [Mode] =
        [.opening, .layers, .tree, .prompt] + Views.all.map { .view($0.id) } + [.tooSmall]
}
