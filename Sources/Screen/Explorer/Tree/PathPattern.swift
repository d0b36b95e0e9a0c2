import FileTree

/// Text that paths are searched by: a part of a name, case ignored; with a slash, a part of the path.
public struct PathPattern: Sendable, Hashable {
    /// What the user typed.
    public let text: String
    private let wanted: [UInt8]

    /// A pattern of what the user typed; nil for an empty one.
    public init?(_ text: String) {
        wanted = Array(text.utf8)
        if wanted.isEmpty { return nil }
        self.text = text
    }

    /// The paths of a stack that hold the text. Of a path with all below it, where the text stands in the path of a
    /// directory, all.
    func paths(of stack: LayerStack) -> PathSet {
        wanted.contains(0x2f) ? stack.paths(containing: wanted) : stack.paths(withNameContaining: wanted)
    }

    /// Whether whole paths are looked at.
    var usesPath: Bool { wanted.contains(0x2f) }
}
