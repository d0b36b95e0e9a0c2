/// A list of manifests (image-index.md), also Docker's manifest list: `index.json` of a layout, and the indexes that
/// it may hold in turn.
public struct Index: Hashable, Sendable, Decodable {
    /// What the document says it is; often nothing.
    public var mediaType: String?
    /// The manifests and indexes in it, in the order of the document.
    public var manifests: [Descriptor]
    /// Annotations by name.
    public var annotations: [String: String]
    /// The type of artifact, where the index is one.
    public var artifactType: String?

    private enum CodingKeys: String, CodingKey {
        case mediaType, manifests, annotations, artifactType
    }

    /// An index of its parts.
    public init(manifests: [Descriptor], annotations: [String: String] = [:], mediaType: String? = nil) {
        self.manifests = manifests
        self.annotations = annotations
        self.mediaType = mediaType
    }

    /// Decodes an index; throws when the document has no `manifests`. Elements without a digest are left out.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        mediaType = try? container.decode(String.self, forKey: .mediaType)
        annotations = (try? container.decode([String: String].self, forKey: .annotations)) ?? [:]
        artifactType = try? container.decode(String.self, forKey: .artifactType)
        if let listed = container.lossyArray(Descriptor.self, forKey: .manifests) {
            manifests = listed
        } else if (try? container.decodeNil(forKey: .manifests)) == true {
            manifests = []
        } else {
            manifests = try container.decode([Descriptor].self, forKey: .manifests)
        }
    }
}
