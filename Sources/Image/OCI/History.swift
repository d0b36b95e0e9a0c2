/// One step of an image's history (config.md, "history"), oldest first in the configuration.
public struct History: Hashable, Sendable, Codable {
    /// When the step was made, as RFC 3339 text.
    public var created: String?
    /// The command that made the layer, in the dialect of its builder.
    public var createdBy: String?
    /// Who made it.
    public var author: String?
    /// A message of the builder.
    public var comment: String?
    /// Whether the step made no layer.
    public var emptyLayer: Bool
    /// Whether the document's command is longer than `maximumLength` and was cut there.
    public private(set) var isCut = false

    /// The most bytes of a step's command that are kept, as UTF-8.
    public static let maximumLength = 1 << 20

    private enum CodingKeys: String, CodingKey {
        case created, author, comment
        case createdBy = "created_by"
        case emptyLayer = "empty_layer"
    }

    /// A step of its parts.
    public init(
        created: String? = nil, createdBy: String? = nil, author: String? = nil, comment: String? = nil,
        emptyLayer: Bool = false
    ) {
        self.created = created
        self.createdBy = createdBy
        self.author = author
        self.comment = comment
        self.emptyLayer = emptyLayer
    }

    /// Decodes a step; a field of the wrong type counts as absent, since real images have such.
    public init(from decoder: any Decoder) throws {
        guard let container = try? decoder.container(keyedBy: CodingKeys.self) else {
            self.init()
            return
        }
        self.init(
            created: try? container.decode(String.self, forKey: .created),
            createdBy: try? container.decode(String.self, forKey: .createdBy),
            author: try? container.decode(String.self, forKey: .author),
            comment: try? container.decode(String.self, forKey: .comment),
            emptyLayer: (try? container.decode(Bool.self, forKey: .emptyLayer)) ?? false
        )
        if let text = createdBy, text.utf8.count > History.maximumLength {
            createdBy = String(decoding: text.utf8.prefix(History.maximumLength), as: UTF8.self)
            isCut = true
        }
    }
}
