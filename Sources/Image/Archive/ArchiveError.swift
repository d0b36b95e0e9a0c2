/// Why bytes could not be read as an archive: a kind for programs, a sentence for the user.
public struct ArchiveError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What went wrong.
    public enum Kind: Sendable, Hashable {
        /// The file cannot be opened.
        case cannotOpen
        /// The system could not read on.
        case unreadable
        /// The bytes end before what they announce.
        case truncated
        /// The bytes contradict their format.
        case corrupt
        /// The bytes are no tar at all.
        case notATar
        /// A claim goes beyond the bounds that the program keeps.
        case tooLarge
        /// The temporary file cannot be made or has no room.
        case noSpace
        /// The user gave up.
        case cancelled
    }

    /// What went wrong.
    public let kind: Kind
    /// One sentence without a full stop: what, where, what to do.
    public let message: String

    /// An error of its parts.
    public init(_ kind: Kind, _ message: String) {
        self.kind = kind
        self.message = message
    }

    /// The sentence.
    public var description: String { message }
}
