import BinaryCoding
import Evidence

// What an index of a layer has of secrets: where they stand, their redacted forms and hashes, never their texts.

extension SecretFiles: IndexedSearch {
    package var id: String { "secrets" }

    /// Not where secrets are shown whole.
    package var isIndexed: Bool { redaction == .redacted }

    package func encoded(ofLayers layers: Set<Int>) -> [Int: BinaryEncoder]? {
        let found = results
        guard isIndexed, found.fault == nil else { return nil }
        let matches = Dictionary(grouping: found.matches, by: \.layer)
        return Dictionary(
            uniqueKeysWithValues: layers.map { layer in
                var encoder = BinaryEncoder()
                encoder.write(matches[layer] ?? [])
                encoder.write(found.skippedIndices.files(inLayer: layer))
                encoder.write(found.skippedArchives.files(inLayer: layer))
                encoder.write(found.crowdedFiles.files(inLayer: layer))
                return (layer, encoder)
            })
    }

    package func found(
        inLayer layer: Int, from decoder: inout BinaryDecoder
    ) throws(BinaryFault) -> @Sendable () -> Void {
        var found = InspectedSecrets(redaction: redaction)
        for var match in try decoder.value([SecretMatch].self) {
            match.layer = layer
            found.matches.append(match)
        }
        found.skippedIndices.set(try decoder.value(), inLayer: layer)
        found.skippedArchives.set(try decoder.value(), inLayer: layer)
        found.crowdedFiles.set(try decoder.value(), inLayer: layer)
        return { [found] in self.take(found) }
    }
}

extension InspectedSecrets.Skipped.Files: BinaryCodable {
    func encode(to encoder: inout BinaryEncoder) {
        encoder.write(count)
        encoder.write(bytes)
    }

    init(from decoder: inout BinaryDecoder) throws(BinaryFault) {
        count = try decoder.value()
        bytes = try decoder.value()
        guard count >= 0, bytes >= 0 else { throw BinaryFault() }
    }
}

extension SecretMatch: BinaryCodable {
    /// Writes all but the layer, which has another number in another image.
    func encode(to encoder: inout BinaryEncoder) {
        encoder.write(family)
        encoder.write(path)
        encoder.write(ordinal)
        encoder.write(members)
        encoder.write(encoding)
        encoder.write(offset)
        encoder.write(line)
        encoder.write(confidence)
        encoder.write(severity)
        encoder.write(note)
        encoder.write(isPlaceholder)
        encoder.write(shown)
        encoder.write(fingerprint)
    }

    init(from decoder: inout BinaryDecoder) throws(BinaryFault) {
        family = try decoder.value()
        path = try decoder.value()
        layer = 0
        ordinal = try decoder.value()
        members = try decoder.value()
        encoding = try decoder.value()
        offset = try decoder.value()
        line = try decoder.value()
        confidence = try decoder.value()
        severity = try decoder.value()
        note = try decoder.value()
        isPlaceholder = try decoder.value()
        shown = try decoder.value()
        fingerprint = try decoder.value()
        guard ordinal >= 0, offset >= 0, line ?? 0 >= 0 else { throw BinaryFault() }
    }
}
