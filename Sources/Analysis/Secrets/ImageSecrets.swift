import Evidence
import FileTree
import ImageStore

/// All secrets of an image: in the files of its layers, and in what is written about it.
struct ImageSecrets: Deduction {
    /// A secret and where it stands.
    struct Located: Sendable {
        /// What kind of secret, for people.
        var name: String
        /// The rule that reports it.
        var group: SecretGroup
        /// How much it matters here.
        var severity: Severity
        /// How sure it is.
        var confidence: Confidence
        /// Where it stands.
        var state: SecretState
        /// Where in the image's documents: `ENV TOKEN`; empty for a file.
        var place = ""
        /// Where else in them the same secret stands.
        var otherPlaces: [String] = []
        /// The path of the file; nil for the image's documents.
        var path: [UInt8]?
        /// The layer that has the file, or that the step of the history made; nil for none.
        var layer: Int?
        /// The file, in each layer that has it with this secret in it.
        var items: [Finding.Item] = []
        /// What it rests on.
        var evidence: String
        /// Equal for one secret in several places.
        var fingerprint: UInt64
    }

    /// The secrets: those of files in the order of layers, then those of documents.
    let all: [Located]

    /// Puts together what was found in files with what is in the image's documents.
    init(of image: AnalyzedImage) {
        guard let found = image.contents.secrets else {
            all = []
            return
        }
        let places = StoredFiles(at: Set(found.matches.map(\.place)), in: image.stack, view: image.view)
        let inFiles = SecretMatch.byFile(found.matches).compactMap { ImageSecrets.located($0, places) }
        let documents = (try? MetadataSecrets(redaction: found.redaction))?.secrets(of: image.image) ?? []
        all = ImageSecrets.counted(inFiles + ImageSecrets.merged(documents))
    }

    /// What is to be told of a secret in a file: where it is live, else in the last layer that has it.
    private static func located(_ matches: [SecretMatch], _ places: StoredFiles) -> Located? {
        let live = matches.last { places.state(of: $0.place) == .live }
        guard let match = live ?? matches.last else { return nil }
        let state = places.state(of: match.place)
        let family = SecretPatterns.family(match.family)
        var facts = [match.shown]
        if !match.note.isEmpty { facts.append(match.note) }
        if !match.encoding.isEmpty { facts.append("in \(match.encoding)") }
        if !match.members.isEmpty { facts.append("inside \(match.members.joined(separator: " › "))") }
        facts.append(match.line.map { "line \($0)" } ?? "at byte \(match.offset)")
        let others = matches.map(\.layer).filter { $0 != match.layer }
        if !others.isEmpty {
            let numbers = others.map(String.init).joined(separator: ", ")
            facts.append("also in layer\(others.count > 1 ? "s" : "") \(numbers)")
        }
        return Located(
            name: family?.name ?? match.family, group: family?.group ?? .service,
            severity: SecretSeverity.severity(
                match.severity, confidence: match.confidence, isPlaceholder: match.isPlaceholder, state: state),
            confidence: match.confidence, state: state, path: Array(FilePath.stripped(match.path)), layer: match.layer,
            items: ([match] + matches.filter { $0 != match }).compactMap { places.item(of: $0.place) },
            evidence: facts.joined(separator: ", "), fingerprint: match.fingerprint)
    }

    /// A secret of the image's documents once, where it stands first: a variable is in the configuration, in the history,
    /// and as a build argument in each later step, and is changed once.
    private static func merged(_ documents: [Located]) -> [Located] {
        var merged: [Located] = []
        var places: [UInt64: Int] = [:]
        for secret in documents {
            guard let index = places[secret.fingerprint] else {
                places[secret.fingerprint] = merged.count
                merged.append(secret)
                continue
            }
            merged[index].otherPlaces.append(secret.place)
            merged[index].severity = max(merged[index].severity, secret.severity)
        }
        return merged
    }

    /// Says of a secret that stands in several places which those are, or how many.
    private static func counted(_ secrets: [Located]) -> [Located] {
        let counts = Dictionary(
            secrets.map { ($0.fingerprint, 1 + $0.otherPlaces.count) }, uniquingKeysWith: +)
        return secrets.map { secret in
            guard let count = counts[secret.fingerprint], count > 1 else { return secret }
            var secret = secret
            var others = Array(secret.otherPlaces.prefix(2))
            let rest = count - 1 - others.count
            if rest > 0 { others.append(rest == 1 ? "one other place" : "\(rest) other places") }
            secret.evidence += ", also in " + others.joined(separator: "; ")
            return secret
        }
    }
}

/// How much a secret matters where it stands.
enum SecretSeverity {
    /// Only a sure secret matters as much as its family does, and only a live one can be critical.
    static func severity(
        _ family: Severity, confidence: Confidence, isPlaceholder: Bool, state: SecretState
    ) -> Severity {
        if isPlaceholder { return .info }
        switch confidence {
        case .high:
            switch state {
            case .deleted, .overwritten: return min(family, .high)
            default: return family
            }
        case .medium: return family == .critical ? .high : min(family, .medium)
        case .low: return min(family, .low)
        }
    }
}

extension SecretPatterns {
    private static let familiesByID = Dictionary(families.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })

    /// The family of that id.
    static func family(_ id: String) -> SecretFamily? { familiesByID[id] }
}
