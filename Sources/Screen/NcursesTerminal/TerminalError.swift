/// Why the screen cannot be taken.
public struct TerminalError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What stands in the way.
    public enum Kind: Hashable, Sendable {
        /// Standard output, or the input, is no terminal.
        case notATerminal
        /// TERM is unset, or names no terminal that is described on this machine.
        case unknownTerminal
        /// The terminal cannot move its cursor.
        case tooSimple
        /// The system refused something.
        case system
    }

    /// What stands in the way.
    public let kind: Kind
    /// One sentence for the user.
    public let message: String

    /// The sentence.
    public var description: String { message }
}
