/// A reference to a blob (descriptor.md).
public struct Descriptor: Hashable, Sendable, Codable {
    /// The blob's media type as the document says it; what the bytes really are is sniffed.
    public var mediaType: String
    /// The blob's digest as written; `Digest(descriptor.digest)` tells whether it is well-formed.
    public var digest: String
    /// The blob's size in bytes as claimed.
    public var size: Int64
    /// Where else the blob may be had; foreign layers have it.
    public var urls: [String]
    /// Annotations by name.
    public var annotations: [String: String]
    /// The platform, in an index.
    public var platform: Platform?
    /// The type of artifact, where the blob is one.
    public var artifactType: String?

    private enum CodingKeys: String, CodingKey {
        case mediaType, digest, size, urls, annotations, platform, artifactType
    }

    /// A descriptor of its parts.
    public init(
        mediaType: String, digest: String, size: Int64, urls: [String] = [], annotations: [String: String] = [:],
        platform: Platform? = nil, artifactType: String? = nil
    ) {
        self.mediaType = mediaType
        self.digest = digest
        self.size = size
        self.urls = urls
        self.annotations = annotations
        self.platform = platform
        self.artifactType = artifactType
    }

    /// Decodes leniently; throws only when there is no digest.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        mediaType = (try? container.decode(String.self, forKey: .mediaType)) ?? ""
        digest = try container.decode(String.self, forKey: .digest)
        size = (try? container.decode(Int64.self, forKey: .size)) ?? 0
        urls = (try? container.decode([String].self, forKey: .urls)) ?? []
        annotations = (try? container.decode([String: String].self, forKey: .annotations)) ?? [:]
        platform = try? container.decode(Platform.self, forKey: .platform)
        artifactType = try? container.decode(String.self, forKey: .artifactType)
    }

    /// Encodes what is set.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(mediaType, forKey: .mediaType)
        try container.encode(digest, forKey: .digest)
        try container.encode(size, forKey: .size)
        if !urls.isEmpty { try container.encode(urls, forKey: .urls) }
        if !annotations.isEmpty { try container.encode(annotations, forKey: .annotations) }
        try container.encodeIfPresent(platform, forKey: .platform)
        try container.encodeIfPresent(artifactType, forKey: .artifactType)
    }
}
