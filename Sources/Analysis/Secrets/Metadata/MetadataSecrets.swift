import Evidence
import ImageStore

/// Searches an image's documents: configuration, labels, history and attestations.
struct MetadataSecrets {
    private let search: SecretSearch
    private let redaction: SecretRedaction

    init(redaction: SecretRedaction) throws(LiteralDatabase.Failure) {
        self.redaction = redaction
        search = try SecretSearch()
    }

    /// The secrets of an image's documents.
    func secrets(of image: StoredImage) -> [ImageSecrets.Located] {
        MetadataText.texts(of: image).flatMap { metadata in secrets(in: metadata) }
    }

    private func secrets(in metadata: MetadataText) -> [ImageSecrets.Located] {
        // A name and its value are searched together: the name tells what the value alone does not.
        let text = metadata.name.map { "\($0)=\(metadata.text)" } ?? metadata.text
        var traits = FileTraits()
        traits.isConfiguration = true
        let found = search.secrets(in: SecretText(Array(text.utf8), traits: traits))
        var seen: Set<UInt64> = []
        let kept = found.compactMap { found -> ImageSecrets.Located? in
            let secret = located(found, metadata)
            return seen.insert(secret.fingerprint).inserted ? secret : nil
        }
        // A variable whose name says that it is secret is one, however plain its value.
        guard let secret = variable(metadata),
            kept.allSatisfy({ $0.group == .variable && $0.severity < secret.severity })
        else { return kept }
        return [secret]
    }

    private func located(_ found: SecretSearch.Found, _ metadata: MetadataText) -> ImageSecrets.Located {
        let candidate = found.candidate
        var facts = [metadata.place, redaction.text(of: found.value)]
        if !candidate.note.isEmpty { facts.append(candidate.note) }
        if !found.encoding.isEmpty { facts.append("in \(found.encoding)") }
        let isVariable = found.family.group == .assignment && metadata.name != nil
        return ImageSecrets.Located(
            name: isVariable ? "Secret" : found.family.name,
            group: isVariable ? .variable : found.family.group,
            severity: SecretSeverity.severity(
                candidate.severity ?? found.family.severity, confidence: candidate.confidence,
                isPlaceholder: candidate.isPlaceholder, state: metadata.state),
            confidence: candidate.confidence, state: metadata.state, place: metadata.place, layer: metadata.layer,
            evidence: facts.joined(separator: ", "), fingerprint: SecretRedaction.fingerprint(of: found.value))
    }

    /// A variable whose name says that it is secret, and which has a value.
    private func variable(_ metadata: MetadataText) -> ImageSecrets.Located? {
        guard let name = metadata.name, SecretName.isSecretVariable(name), metadata.state != .label else { return nil }
        let value = Array(metadata.text.utf8)
        guard value.count >= 3, !Placeholder.isSetting(metadata.text),
            !MetadataSecrets.isKeyFingerprint(name, value)
        else { return nil }
        let isPlaceholder = Placeholder.isPlaceholder(value)
        let confidence: Confidence =
            !isPlaceholder && value.count >= 6 && !metadata.text.contains(" ") ? .medium : .low
        return ImageSecrets.Located(
            name: "Secret", group: .variable,
            severity: SecretSeverity.severity(
                .high, confidence: confidence, isPlaceholder: isPlaceholder, state: metadata.state),
            confidence: confidence, state: metadata.state, place: metadata.place, layer: metadata.layer,
            evidence:
                "\(metadata.place), \(redaction.text(of: value))\(isPlaceholder ? ", no secret by its form" : "")",
            fingerprint: SecretRedaction.fingerprint(of: value))
    }

    /// The fingerprint of a public key, as official images have it in `GPG_KEY`.
    private static func isKeyFingerprint(_ name: String, _ value: [UInt8]) -> Bool {
        name.uppercased().contains("GPG") && value.allSatisfy(ByteSet.hex.with(" ").contains)
    }
}
