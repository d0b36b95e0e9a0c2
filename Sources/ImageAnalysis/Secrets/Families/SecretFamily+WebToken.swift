extension SecretFamily {
    /// Signed web tokens and headers that carry one.
    static let webTokens: [SecretFamily] = [
        SecretFamily(
            id: "json-web-token", name: "JSON Web Token", group: .webToken, severity: .medium, anchors: ["eyJ"],
            findsBase64: false, check: { text, anchor in WebToken.token(in: text, at: anchor) }),
        SecretFamily(
            id: "authorization-header", name: "Authorization header", group: .webToken, severity: .high,
            anchors: [
                "authorization: bearer ", "authorization: basic ", "authorization: token ", "authorization:bearer ",
                "authorization:basic ", "private-token: ", "x-api-key: ", "x-vault-token: ", "x-auth-token: ",
            ], ignoresCase: true
        ) { text, anchor in
            let end = text.end(of: .credentials, from: anchor.upperBound)
            let range = anchor.upperBound..<end
            let value = text.bytes[range]
            guard range.count >= 12, text[end] != 0x28 else { return nil }
            if Placeholder.isPlaceholder(value) { return .placeholder(range) }
            if text.string(anchor).lowercased().contains("basic") {
                guard let colon = Base64.decode(value).firstIndex(of: 0x3a), colon > 0 else { return nil }
            } else if ByteStatistics.entropy(value) < 3 || ByteStatistics.classes(value) < 2 {
                return nil
            }
            return SecretCandidate(range: range, confidence: .medium)
        },
    ]
}

/// JSON Web Tokens (RFC 7519): three parts of base64 with dots between, the first a header that names an algorithm.
enum WebToken {
    /// The token that starts with the anchor.
    static func token(in text: SecretText, at anchor: Range<Int>) -> SecretCandidate? {
        let header = anchor.lowerBound..<text.end(of: .base64URL, from: anchor.lowerBound, limit: 2048)
        guard text[header.upperBound] == 0x2e, text.has("eyJ", at: header.upperBound + 1) else { return nil }
        let payload = header.upperBound + 1..<text.end(of: .base64URL, from: header.upperBound + 1, limit: 8192)
        guard text[payload.upperBound] == 0x2e else { return nil }
        let end = text.end(of: .base64URL, from: payload.upperBound + 1, limit: 2048)
        let range = anchor.lowerBound..<end
        guard end - payload.upperBound > 20, text.isBinary || text.startsWord(range) else { return nil }
        let head = String(decoding: Base64.decode(text.bytes[header]), as: UTF8.self)
        let claims = String(decoding: Base64.decode(text.bytes[payload]), as: UTF8.self)
        guard head.contains("\"alg\""), claims.hasPrefix("{"), claims.contains("\":") else { return nil }
        if claims.contains("1234567890") || claims.contains("John Doe") || claims.contains("example.com") {
            return .placeholder(range)
        }
        if claims.contains("kubernetes.io/serviceaccount") || claims.contains("system:serviceaccount:") {
            return SecretCandidate(
                range: range, confidence: .high, note: "of a Kubernetes service account", severity: .critical)
        }
        if claims.contains("\"service_role\"") {
            return SecretCandidate(
                range: range, confidence: .high, note: "of Supabase's service role", severity: .critical)
        }
        return SecretCandidate(range: range, confidence: .high)
    }
}
