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
            if text.find("basic", in: anchor, ignoresCase: true) != nil {
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
        guard SecretText(Base64.decode(text.bytes[header])).has("\"alg\"") else { return nil }
        let claims = SecretText(Base64.decode(text.bytes[payload]))
        guard claims.has("{", at: 0), claims.has("\":") else { return nil }
        if claims.has("1234567890") || claims.has("John Doe") || claims.has("example.com") {
            return .placeholder(range)
        }
        if claims.has("kubernetes.io/serviceaccount") || claims.has("system:serviceaccount:") {
            return SecretCandidate(
                range: range, confidence: .high, note: "of a Kubernetes service account", severity: .critical)
        }
        if claims.has("\"service_role\"") {
            return SecretCandidate(
                range: range, confidence: .high, note: "of Supabase's service role", severity: .critical)
        }
        return SecretCandidate(range: range, confidence: .high)
    }
}
