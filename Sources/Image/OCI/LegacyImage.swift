/// The v1 document of one layer, `<id>/json` in old archives and `v1Compatibility` in schema 1 manifests: an image of
/// its own that names its parent.
public struct LegacyImage: Hashable, Sendable, Decodable {
    /// The image's id as written; never use it as a path unchecked.
    public var id: String?
    /// The id of the image below.
    public var parent: String?
    /// Whether the step left the file system as it was (schema 1 says so).
    public var throwaway: Bool
    /// When, by whom, the platform, and what to run.
    public var config: ImageConfig
    /// The step that made this image.
    public var history: History

    private enum CodingKeys: String, CodingKey {
        case id, parent, throwaway, created, author, comment
        case containerConfig = "container_config"
    }

    /// Decodes leniently; throws only when the document is not an object.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        id = try? container.decode(String.self, forKey: .id)
        parent = try? container.decode(String.self, forKey: .parent)
        throwaway = (try? container.decode(Bool.self, forKey: .throwaway)) ?? false
        config = try ImageConfig(from: decoder)
        config.history = []
        config.diffIDs = []
        let ran = (try? container.decode(RuntimeConfig.self, forKey: .containerConfig))?.command
        history = History(
            created: try? container.decode(String.self, forKey: .created),
            createdBy: ran.map { $0.joined(separator: " ") },
            author: try? container.decode(String.self, forKey: .author),
            comment: try? container.decode(String.self, forKey: .comment))
    }
}
