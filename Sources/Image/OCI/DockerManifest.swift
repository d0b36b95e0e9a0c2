/// One image of the `manifest.json` that `docker save` writes: an array of these.
public struct DockerManifest: Hashable, Sendable, Decodable {
    /// The member that holds the configuration.
    public var config: String
    /// `name:tag` of each reference; empty for an image saved by id.
    public var repoTags: [String]
    /// The members that hold the layers, base first.
    public var layers: [String]
    /// The layers' descriptors by diffID, as Docker 25 and later write them.
    public var layerSources: [String: Descriptor]

    /// A key as Docker writes it, or as Jib does, in lower case.
    private struct Key: CodingKey {
        let stringValue: String
        let intValue: Int? = nil
        init(_ name: String) { stringValue = name }
        init?(stringValue: String) { self.init(stringValue) }
        init?(intValue: Int) { nil }
    }

    /// An entry of its parts.
    public init(
        config: String, repoTags: [String] = [], layers: [String], layerSources: [String: Descriptor] = [:]
    ) {
        self.config = config
        self.repoTags = repoTags
        self.layers = layers
        self.layerSources = layerSources
    }

    /// Decodes an entry, its keys in any case; throws when it names no configuration.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        func key(_ name: String) -> Key {
            container.allKeys.first { $0.stringValue.lowercased() == name } ?? Key(name)
        }
        config = try container.decode(String.self, forKey: key("config"))
        repoTags = container.lossyArray(String.self, forKey: key("repotags")) ?? []
        layers = container.lossyArray(String.self, forKey: key("layers")) ?? []
        let sources = try? container.decode([String: Lossy<Descriptor>].self, forKey: key("layersources"))
        layerSources = (sources ?? [:]).compactMapValues(\.value)
    }
}

extension DockerManifest {
    /// Decodes a whole `manifest.json`. Elements that name no configuration are left out.
    ///
    /// - Throws: `JSONDocumentError`, also when no element is left of some.
    public static func list(from bytes: [UInt8]) throws(JSONDocumentError) -> [DockerManifest] {
        let elements = try JSONDocument.decode([Lossy<DockerManifest>].self, from: bytes)
        let entries = elements.compactMap(\.value)
        guard !entries.isEmpty || elements.isEmpty else { throw .malformed("names no configuration (“Config”)") }
        return entries
    }
}
