extension SecretFamily {
    /// Private keys of any kind.
    static let privateKeys: [SecretFamily] = [
        SecretFamily(
            id: "private-key", name: "Private key", group: .privateKey, severity: .critical, anchors: ["-----BEGIN "],
            check: { text, anchor in PrivateKeyText.key(in: text, at: anchor) }),
        SecretFamily(
            id: "putty-key", name: "PuTTY private key", group: .privateKey, severity: .critical,
            anchors: ["PuTTY-User-Key-File-"]
        ) { text, anchor in
            guard let body = text.find("Private-Lines: ", in: anchor.upperBound..<anchor.upperBound + 8192) else {
                return nil
            }
            let start = text.nextLine(after: body, reach: 256)
            let run = text.end(of: .base64Lines, from: start, limit: 8192)
            // The line behind the key, `Private-MAC: …`, begins with a word.
            let end = text[run] == 0x2d ? text.start(of: .base64Padded, before: run) : run
            guard end - start >= 32 else { return nil }
            let isOpen = text.find("Encryption: none", in: anchor.upperBound..<body) != nil
            return SecretCandidate(
                range: anchor.lowerBound..<end, confidence: .high, note: isOpen ? "" : "encrypted",
                severity: isOpen ? nil : .medium)
        },
        token(
            "age-key", "age secret key", .privateKey, .critical, prefixes: ["AGE-SECRET-KEY-1"],
            body: .upperAlphanumeric, count: 58...58),
        SecretFamily(
            id: "wireguard-key", name: "WireGuard private key", group: .privateKey, severity: .critical,
            anchors: ["PrivateKey", "PresharedKey"], findsBase64: false
        ) { text, anchor in
            let sign = text.end(of: .space, from: anchor.upperBound)
            guard text[sign] == 0x3d else { return nil }
            let start = text.end(of: .space, from: sign + 1)
            let end = text.end(of: .base64, from: start, limit: 44)
            guard end - start == 43, text[end] == 0x3d, text[end + 1] != 0x3d,
                ByteStatistics.entropy(text.bytes[start..<end]) >= 4
            else { return nil }
            return SecretCandidate(range: start..<end + 1, confidence: .high)
        },
        SecretFamily(
            id: "json-web-key", name: "JSON Web Key with its private part", group: .privateKey, severity: .high,
            anchors: ["\"kty\""]
        ) { text, anchor in
            let start = max(0, anchor.lowerBound - 1024)
            guard let name = text.find("\"d\"", in: start..<anchor.upperBound + 2048) else { return nil }
            let quote = text.end(of: .colonSpace, from: name + 3, limit: 8)
            guard text[quote] == 0x22 else { return nil }
            let end = text.end(of: .base64URL, from: quote + 1, limit: 2048)
            guard end - quote > 40, text[end] == 0x22 else { return nil }
            return SecretCandidate(range: quote + 1..<end, confidence: .high)
        },
    ]
}
