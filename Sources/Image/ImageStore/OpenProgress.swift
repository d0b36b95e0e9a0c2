/// How far opening is.
public struct OpenProgress: Sendable, Hashable {
    /// What takes the time.
    public enum Phase: Sendable, Hashable {
        /// A stream, or an engine's output, is being spooled.
        case spooling
        /// The archive is compressed as a whole and is being decompressed.
        case decompressing
    }

    /// What takes the time.
    public let phase: Phase
    /// The bytes done: those received when spooling; as `Spool.decompress` counts them when decompressing.
    public let bytes: Int64
    /// The bytes to do; nil for a stream, which does not say.
    public let total: Int64?
}
