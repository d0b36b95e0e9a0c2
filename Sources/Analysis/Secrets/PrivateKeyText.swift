/// Private keys in PEM (RFC 7468), OpenSSH's and PGP's form: a label and a body of base64.
enum PrivateKeyText {
    /// Bodies are read so far, in bytes.
    private static let longest = 15 << 10
    /// Shorter bodies are examples, in characters of base64.
    private static let shortestBody = 60

    /// The key whose first line starts with the anchor; nil for public keys, and for labels without a body.
    static func key(in text: SecretText, at anchor: Range<Int>) -> SecretCandidate? {
        guard let dashes = text.find("-----", in: anchor.upperBound..<anchor.upperBound + 48) else { return nil }
        let label = text.string(anchor.upperBound..<dashes)
        guard label.hasSuffix("PRIVATE KEY") || label == "PGP PRIVATE KEY BLOCK" else { return nil }
        let body = Body(in: text, from: dashes + 5, limit: longest)
        guard body.characters.count >= shortestBody else { return nil }
        let range = anchor.lowerBound..<body.end
        // Examples end in dots.
        if Placeholder.isPlaceholder(body.characters[...]) || ByteStatistics.entropy(body.characters) < 4
            || text[body.end] == 0x2e
        {
            return .placeholder(range)
        }
        if label.contains("ENCRYPTED") || body.isEncrypted {
            return SecretCandidate(range: range, confidence: .high, note: "encrypted", severity: .medium)
        }
        let kind =
            label.hasSuffix(" PRIVATE KEY") ? String(label.dropLast(12)) : label == "PRIVATE KEY" ? "PKCS #8" : "PGP"
        return SecretCandidate(range: range, confidence: .high, note: kind)
    }

    /// What stands between the two lines of dashes.
    private struct Body {
        var characters: [UInt8] = []
        var end: Int
        var isEncrypted = false

        /// Reads base64 over line ends, in any clothes: indented, quoted, with `\n` for line ends, concatenated.
        init(in text: SecretText, from start: Int, limit: Int) {
            let clothes = ByteSet.keyClothes
            let last = min(text.bytes.count, start + limit)
            var position = start
            end = start
            while position < last {
                let byte = text.bytes[position]
                if byte == 0x5c, ByteSet.escapes.contains(text[position + 1]) {
                    position += 2
                } else if byte == 0x2d {
                    break
                } else if ByteSet.base64Padded.contains(byte) {
                    // A header such as `Proc-Type: 4,ENCRYPTED` has a colon or a hyphen behind its first word.
                    let word = text.end(of: .base64Padded, from: position)
                    if [0x3a, 0x2d].contains(text[word]), !text.has("-----", at: word) {
                        let line = text.line(around: position)
                        isEncrypted = isEncrypted || text.find("ENCRYPTED", in: line) != nil
                        position = text.nextLine(after: position, reach: 256)
                        if text.find("\\n", in: word..<line.upperBound) != nil { break }
                        continue
                    }
                    characters.append(contentsOf: text.bytes[position..<word])
                    position = word
                } else if clothes.contains(byte) {
                    position += 1
                } else {
                    break
                }
            }
            end = text.has("-----END ", at: position) ? min(last, text.line(around: position).upperBound) : position
            isEncrypted = isEncrypted || Body.isEncryptedOpenSSH(characters)
        }

        /// OpenSSH's format names its cipher behind a magic: `none` for a key without a passphrase.
        private static func isEncryptedOpenSSH(_ characters: [UInt8]) -> Bool {
            let bytes = Base64.decode(characters.prefix(64))
            guard bytes.starts(with: "openssh-key-v1\0".utf8), bytes.count > 24 else { return false }
            return !bytes[19...].starts(with: "none".utf8)
        }
    }
}
