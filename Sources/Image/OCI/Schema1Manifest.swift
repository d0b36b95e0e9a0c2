/// Docker's first registry manifest (schema 1), which `dir:` directories can still hold: layers newest first, and for
/// each the v1 document of the image that it made, as a string.
public struct Schema1Manifest: Hashable, Sendable, Decodable {
    /// The repository's name.
    public var name: String?
    /// The tag.
    public var tag: String?
    /// The layers' digests, newest first; each layer that an instruction left empty is there, too.
    public var layerDigests: [String]
    /// The v1 document of each layer, newest first, as text.
    public var compatibility: [String]

    private enum CodingKeys: String, CodingKey {
        case name, tag, fsLayers, history
    }

    private struct FileSystemLayer: Decodable {
        let blobSum: String
    }

    private struct Compatibility: Decodable {
        let v1Compatibility: String
    }

    /// Decodes a manifest; throws when there are no `fsLayers`.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        name = try? container.decode(String.self, forKey: .name)
        tag = try? container.decode(String.self, forKey: .tag)
        layerDigests = try container.decode([FileSystemLayer].self, forKey: .fsLayers).map(\.blobSum)
        compatibility = (container.lossyArray(Compatibility.self, forKey: .history) ?? []).map(\.v1Compatibility)
    }
}
