import FileTree

/// Text that paths are searched or filtered by: a part of a name, case ignored; with a slash, a part of the path.
public struct PathPattern: Sendable, Hashable {
    /// What the user typed.
    public let text: String
    /// Whether paths that do not match are meant: the text began with `!`.
    public let isNegated: Bool
    private let wanted: [UInt8]

    /// A pattern of what the user typed; nil for an empty one, or `!` alone.
    public init?(_ text: String, allowsNegation: Bool = true) {
        isNegated = allowsNegation && text.hasPrefix("!")
        wanted = Array((isNegated ? text.dropFirst() : text[...]).utf8)
        if wanted.isEmpty { return nil }
        self.text = text
    }

    /// The paths of a stack that hold the text; negation is not looked at. Of a path with all below it, where the text
    /// stands in the path of a directory, all.
    func paths(of stack: LayerStack) -> PathSet {
        wanted.contains(0x2f) ? stack.paths(containing: wanted) : stack.paths(withNameContaining: wanted)
    }

    /// Whether whole paths are looked at.
    var usesPath: Bool { wanted.contains(0x2f) }
}
