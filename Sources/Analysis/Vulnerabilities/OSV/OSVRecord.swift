import Evidence

/// One record of the OSV schema (ossf.github.io/osv-schema), as much of it as matching needs.
struct OSVRecord: Decodable {
    let id: String
    let aliases: [String]
    let summary: String?
    let isWithdrawn: Bool
    let affected: [Affected]
    private let severities: [Rating]
    private let word: String?

    private enum CodingKeys: String, CodingKey {
        case id, aliases, upstream, summary, withdrawn, affected, severity
        case databaseSpecific = "database_specific"
    }

    /// A package and its versions that have the vulnerability.
    struct Affected: Decodable {
        let package: Name?
        let ranges: [Range]?
        let versions: [String]?
        let severity: [Rating]?
        let ecosystemSpecific: Words?
        let databaseSpecific: Words?

        private enum CodingKeys: String, CodingKey {
            case package, ranges, versions, severity
            case ecosystemSpecific = "ecosystem_specific"
            case databaseSpecific = "database_specific"
        }
    }

    struct Name: Decodable {
        let ecosystem: String?
        let name: String?
    }

    /// Versions between events.
    struct Range: Decodable {
        let type: String?
        let events: [Event]?
    }

    /// Where a range begins or ends: one of the four.
    struct Event: Decodable {
        let introduced: String?
        let fixed: String?
        let lastAffected: String?
        let limit: String?

        private enum CodingKeys: String, CodingKey {
            case introduced, fixed, limit
            case lastAffected = "last_affected"
        }
    }

    /// A CVSS vector, or a word.
    struct Rating: Decodable {
        let type: String?
        let score: String?
    }

    /// What databases say in their own fields.
    struct Words: Decodable {
        let severity: String?
        let urgency: String?

        private enum CodingKeys: String, CodingKey { case severity, urgency }

        init(from decoder: any Decoder) throws {
            let container = try? decoder.container(keyedBy: CodingKeys.self)
            severity = try? container?.decode(String.self, forKey: .severity)
            urgency = try? container?.decode(String.self, forKey: .urgency)
        }
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        id = try container.decode(String.self, forKey: .id)
        // Distributions' records name the CVEs that they are about as upstream.
        aliases =
            ((try? container.decode([String].self, forKey: .aliases)) ?? [])
            + ((try? container.decode([String].self, forKey: .upstream)) ?? [])
        summary = try? container.decode(String.self, forKey: .summary)
        isWithdrawn = (try? container.decode(String.self, forKey: .withdrawn)) != nil
        affected = (try? container.decode([Affected].self, forKey: .affected)) ?? []
        severities = (try? container.decode([Rating].self, forKey: .severity)) ?? []
        word = (try? container.decode(Words.self, forKey: .databaseSpecific))?.severity
    }

    /// How grave a record says that it is.
    enum Gravity {
        /// As it says, or `info` where it does not say.
        case known(Severity)
        /// It says so in a way that is not understood.
        case unknown(String)

        /// The severity; `info` where it is not understood.
        var value: Severity { if case .known(let severity) = self { severity } else { .info } }
    }

    /// How grave it is for a package: by the database's word, else by the CVSS vector, else nobody says.
    func severity(of affected: Affected?) -> Gravity {
        let ratings = ((affected?.severity ?? []) + severities).compactMap(\.score)
        let words = [
            affected?.ecosystemSpecific?.severity, affected?.databaseSpecific?.severity, word,
            affected?.ecosystemSpecific?.urgency,
        ].compactMap(\.self)
        let known =
            words.lazy.compactMap(Severity.init(scannerWord:)).first
            ?? ratings.lazy.compactMap { score in
                CVSSVector(score)?.baseScore.map { Severity(score: $0) } ?? Severity(scannerWord: score)
            }.first
        if let known { return .known(known) }
        return (words + ratings).first { !Severity.isUnjudged($0) }.map { .unknown($0) } ?? .known(.info)
    }
}
