/// What is known of a layer before its contents are read.
public struct LayerFacts: Sendable, Hashable {
    /// The layer's number, from 1, base first.
    public var index: Int
    /// The blob's digest, where the archive says it.
    public var digest: String?
    /// The digest of the uncompressed tar.
    public var diffID: String?
    /// The blob's media type as the manifest says it.
    public var mediaType: String?
    /// How the blob is compressed.
    public var compression: String
    /// The blob's bytes as stored.
    public var blobSize: Int64
    /// The instruction that made it, readable; nil where the history does not tell.
    public var instruction: String?
    /// When it was made, as RFC 3339 text.
    public var created: String?
    /// A message of the builder.
    public var comment: String?
    /// Why its blob is not there; nil where it is.
    public var missing: String?
    /// Whether a layer below has the same blob, which is stored once.
    public var isRepeated: Bool

    /// Facts of their parts.
    public init(
        index: Int, digest: String? = nil, diffID: String? = nil, mediaType: String? = nil,
        compression: String = "none",
        blobSize: Int64 = 0, instruction: String? = nil, created: String? = nil, comment: String? = nil,
        missing: String? = nil, isRepeated: Bool = false
    ) {
        self.index = index
        self.digest = digest
        self.diffID = diffID
        self.mediaType = mediaType
        self.compression = compression
        self.blobSize = blobSize
        self.instruction = instruction
        self.created = created
        self.comment = comment
        self.missing = missing
        self.isRepeated = isRepeated
    }
}
