/// A header among the options of a client: `-H "X-Api-Key: …"`. Its name tells whether the value is secret.
enum HeaderOption {
    /// The words before the value of an Authorization header.
    private static let schemes: Set<String> = [
        "bearer", "basic", "token", "api-token", "apikey", "api-key", "bot", "oauth", "key", "digest", "ssws",
        "genie-key",
    ]

    /// The value of the header that follows the anchor.
    static func value(in text: SecretText, at anchor: Range<Int>) -> SecretCandidate? {
        let quote = text[anchor.upperBound - 1]
        let colon = text.end(of: .base64URL, from: anchor.upperBound, limit: 64)
        guard text[colon] == 0x3a else { return nil }
        let name = text.string(anchor.upperBound..<colon).lowercased()
        let isAuthorization = name.hasSuffix("authorization")
        guard isAuthorization || SecretName.isSecret(name) else { return nil }
        var start = text.end(of: .space, from: colon + 1, limit: 16)
        let word = text.end(of: .base64URL, from: start, limit: 16)
        if isAuthorization, schemes.contains(text.string(start..<word).lowercased()) {
            start = text.end(of: .space, from: word, limit: 16)
        }
        let end = text.end(of: .credentialText, from: start, limit: 4096)
        let value = text.bytes[start..<end]
        guard text[end] == quote, value.count >= 8, !value.contains(0x24) else { return nil }
        if Placeholder.isPlaceholder(value) { return .placeholder(start..<end) }
        guard ByteStatistics.entropy(value) >= 2.8, ByteStatistics.classes(value) >= 2 else { return nil }
        return SecretCandidate(range: start..<end, confidence: .medium)
    }
}
