/// How bytes are compressed, told by their first bytes and never by a name or a media type.
public enum Compression: String, Sendable, Hashable, Codable, CaseIterable {
    /// Not compressed.
    case none
    /// RFC 1952, one or several members.
    case gzip
    /// RFC 8878, also with skippable frames before the first.
    case zstd
    /// The .xz container.
    case xz
    /// bzip2.
    case bzip2
    /// The LZ4 frame format.
    case lz4
}
