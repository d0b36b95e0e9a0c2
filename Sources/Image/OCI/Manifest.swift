/// An image manifest (manifest.md), also Docker's schema 2: the configuration and the layers, base first.
public struct Manifest: Hashable, Sendable, Decodable {
    /// What the document says it is; umoci and others say nothing.
    public var mediaType: String?
    /// The image's configuration.
    public var config: Descriptor
    /// The layers, base first.
    public var layers: [Descriptor]
    /// Annotations by name.
    public var annotations: [String: String]
    /// What this manifest is about, where it is a referrer.
    public var subject: Descriptor?
    /// The type of artifact, where the manifest is one.
    public var artifactType: String?

    private enum CodingKeys: String, CodingKey {
        case mediaType, config, layers, annotations, subject, artifactType
    }

    /// A manifest of its parts.
    public init(
        config: Descriptor, layers: [Descriptor], annotations: [String: String] = [:], subject: Descriptor? = nil,
        artifactType: String? = nil, mediaType: String? = nil
    ) {
        self.mediaType = mediaType
        self.config = config
        self.layers = layers
        self.annotations = annotations
        self.subject = subject
        self.artifactType = artifactType
    }

    /// Decodes a manifest; throws when there is no configuration. A manifest without `layers` has none. A layer that
    /// is no descriptor stays as one with an empty digest, since the others' places count.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        mediaType = try? container.decode(String.self, forKey: .mediaType)
        config = try container.decode(Descriptor.self, forKey: .config)
        let listed = (try? container.decode([Lossy<Descriptor>].self, forKey: .layers)) ?? []
        layers = listed.map { $0.value ?? Descriptor(mediaType: "", digest: "", size: 0) }
        annotations = (try? container.decode([String: String].self, forKey: .annotations)) ?? [:]
        subject = try? container.decode(Descriptor.self, forKey: .subject)
        artifactType = try? container.decode(String.self, forKey: .artifactType)
    }

    /// Whether this describes something else than an image: a signature, an attestation, a chart, any file.
    ///
    /// An image has an image configuration and, if any, at least one layer that says it is one or says nothing;
    /// cosign's signatures have such a configuration, but no such layer.
    public var isArtifact: Bool {
        let type = config.mediaType
        guard type.isEmpty || MediaType.isImageConfig(type) else { return true }
        return !layers.isEmpty && !layers.contains { $0.mediaType.isEmpty || MediaType.isLayer($0.mediaType) }
    }
}
