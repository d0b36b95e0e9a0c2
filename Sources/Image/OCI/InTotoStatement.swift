/// The envelope of an in-toto statement: what it is about and what kind of claim it makes. The claim itself,
/// `predicate`, is left to who knows its kind.
public struct InTotoStatement: Hashable, Sendable, Decodable {
    /// `https://in-toto.io/Statement/v1` or `…/v0.1`.
    public var type: String
    /// The kind of claim, such as `https://slsa.dev/provenance/v1`.
    public var predicateType: String
    /// What the claim is about.
    public var subjects: [Subject]

    /// One thing that a statement is about.
    public struct Subject: Hashable, Sendable, Decodable {
        /// Its name, often a package URL.
        public var name: String
        /// Its digests in hexadecimal, by algorithm.
        public var digest: [String: String]

        private enum CodingKeys: String, CodingKey {
            case name, digest
        }

        /// Decodes leniently: what is missing is empty.
        public init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            name = (try? container.decode(String.self, forKey: .name)) ?? ""
            digest = (try? container.decode([String: String].self, forKey: .digest)) ?? [:]
        }
    }

    private enum CodingKeys: String, CodingKey {
        case predicateType
        case type = "_type"
        case subjects = "subject"
    }

    /// Decodes an envelope; throws when it does not say its predicate's type.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        type = (try? container.decode(String.self, forKey: .type)) ?? ""
        predicateType = try container.decode(String.self, forKey: .predicateType)
        subjects = container.lossyArray(Subject.self, forKey: .subjects) ?? []
    }
}
