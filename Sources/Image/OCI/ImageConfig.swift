/// An image's configuration (config.md): platform, what to run, the layers' diffIDs and the history.
///
/// Decoding is lenient: a field that is missing or of the wrong type counts as absent.
public struct ImageConfig: Hashable, Sendable, Codable {
    /// When the image was made, as RFC 3339 text.
    public var created: String?
    /// Who made it.
    public var author: String?
    /// The platform that it runs on.
    public var platform: Platform
    /// What to run and how.
    public var config: RuntimeConfig
    /// The layers' digests, uncompressed, base first.
    public var diffIDs: [String]
    /// The steps that made the image, oldest first; at most `maximumSteps` of them are decoded.
    public var history: [History]
    /// How many steps more the document lists.
    public private(set) var omittedSteps = 0

    /// The most steps of a history that are looked at; real images have a few hundred.
    public static let maximumSteps = 100_000

    private enum CodingKeys: String, CodingKey {
        case created, author, config, history, rootfs
        case containerConfig = "container_config"
    }

    private enum RootKeys: String, CodingKey {
        case diffIDs = "diff_ids"
    }

    /// A configuration of its parts.
    public init(
        created: String? = nil, author: String? = nil, platform: Platform = Platform(os: "linux", architecture: ""),
        config: RuntimeConfig = RuntimeConfig(), diffIDs: [String] = [], history: [History] = []
    ) {
        self.created = created
        self.author = author
        self.platform = platform
        self.config = config
        self.diffIDs = diffIDs
        self.history = history
    }

    /// Decodes a configuration; throws only when the document is not an object.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        created = try? container.decode(String.self, forKey: .created)
        author = try? container.decode(String.self, forKey: .author)
        platform = (try? Platform(from: decoder)) ?? Platform(os: "", architecture: "")
        config = (try? container.decode(RuntimeConfig.self, forKey: .config)) ?? RuntimeConfig()
        (history, omittedSteps) =
            (try? ImageConfig.steps(container.nestedUnkeyedContainer(forKey: .history))) ?? ([], 0)
        let root = try? container.nestedContainer(keyedBy: RootKeys.self, forKey: .rootfs)
        diffIDs = (try? root?.decode([String].self, forKey: .diffIDs)) ?? []
    }

    private static func steps(_ listed: any UnkeyedDecodingContainer) throws -> ([History], omitted: Int) {
        var listed = listed
        var steps: [History] = []
        while !listed.isAtEnd, steps.count < maximumSteps { steps.append(try listed.decode(History.self)) }
        return (steps, max(0, (listed.count ?? 0) - steps.count))
    }

    /// Encodes the configuration as a builder would write it.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encodeIfPresent(created, forKey: .created)
        try container.encodeIfPresent(author, forKey: .author)
        try platform.encode(to: encoder)
        try container.encode(config, forKey: .config)
        try container.encode(history, forKey: .history)
        var root = container.nestedContainer(keyedBy: RootKeys.self, forKey: .rootfs)
        try root.encode(diffIDs, forKey: .diffIDs)
    }
}
