/// A sentence for the user: on the status line, and in the messages where it matters later.
public struct Notice: Sendable, Hashable {
    /// How much it matters.
    public enum Kind: Sendable, Hashable {
        /// Something was done.
        case information
        /// Something is odd, or cannot be done now.
        case warning
        /// Something failed.
        case error
    }

    /// How much it matters.
    public var kind: Kind
    /// One sentence; everything untrusted in it is escaped.
    public var text: String

    /// A sentence of this weight.
    public init(_ kind: Kind, _ text: String) {
        self.kind = kind
        self.text = text
    }
}
