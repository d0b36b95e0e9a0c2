/// A file or directory of a build context, as far as a build cache looks at it.
public struct ContextFile: Sendable, Hashable {
    /// Its path in the context, without a slash at the start.
    public var path: String
    /// Whether it is a directory.
    public var isDirectory: Bool
    /// What stands for its contents: a digest, or any text that differs where they differ.
    public var contents: String
    /// Its permissions.
    public var mode: Int
    /// Its owner and group, `0:0`.
    public var owner: String
    /// What stands for its extended attributes; empty for none.
    public var extendedAttributes: String

    /// A file of its parts.
    public init(
        path: String, isDirectory: Bool = false, contents: String = "", mode: Int? = nil, owner: String = "0:0",
        extendedAttributes: String = ""
    ) {
        self.path = path
        self.isDirectory = isDirectory
        self.contents = contents
        self.mode = mode ?? (isDirectory ? 0o755 : 0o644)
        self.owner = owner
        self.extendedAttributes = extendedAttributes
    }
}
