/// What keys mean, by what is on the screen.
public enum Mode: Sendable, Hashable, CaseIterable {
    /// The source is being opened.
    case opening
    /// The list of layers has the focus.
    case layers
    /// The tree has the focus.
    case tree
    /// The contents of a file.
    case viewer
    /// A line is being typed.
    case prompt
    /// Text over the panes: help, details, messages.
    case text
    /// A list over the panes: images, the history of a path.
    case list
    /// The findings over the panes.
    case findings
    /// The terminal is too small.
    case tooSmall
}
