import Evidence

/// Private keys of OpenPGP in binary: key rings of packets (RFC 4880), and the files in which GnuPG's agent keeps one key
/// each (GnuPG, "agent/keyformat.txt").
enum OpenPGPKey {
    /// What keeps a key from whoever has the file.
    private enum Protection {
        case none, passphrase
        /// The key is on a card, or was taken out.
        case elsewhere
    }

    /// The first private key of the file; nil for public ones, and for those that are on a card.
    static func secret(at path: FilePath, in text: SecretText) -> SecretSearch.Found? {
        let protection = path.contains("private-keys-v1.d") ? agentKey(text) : keyRing(path, text)
        guard let protection, protection != .elsewhere, let family = SecretPatterns.family("openpgp-key") else {
            return nil
        }
        let range = 0..<min(text.bytes.count, 4096)
        return SecretSearch.Found(
            family: family,
            candidate: SecretCandidate(
                range: range, confidence: .high, note: protection == .passphrase ? "encrypted" : "",
                severity: protection == .passphrase ? .medium : nil),
            value: Array(text.bytes[range]))
    }

    /// An S-expression whose first word says what it is, in canonical or extended form.
    private static func agentKey(_ text: SecretText) -> Protection? {
        let start = text.bytes.prefix(1024)
        let kinds: [(word: String, protection: Protection)] = [
            ("protected-private-key", .passphrase), ("shadowed-private-key", .elsewhere), ("private-key", .none),
        ]
        return kinds.first { kind in
            ["(\(kind.word)", "(\(kind.word.utf8.count):\(kind.word)"].contains {
                text.find($0, in: start.indices) != nil
            }
        }?.protection
    }

    /// A file of packets whose first is a secret key.
    private static func keyRing(_ path: FilePath, _ text: SecretText) -> Protection? {
        guard let body = secretKeyBody(text),
            [".gpg", ".pgp", ".key", ".skr"].contains(where: path.name.lowercased().hasSuffix)
        else { return nil }
        // Version 4: its date and algorithm stand before the public numbers; what follows them says how the rest is kept.
        guard text[body] == 4, let usage = endOfPublicNumbers(from: body + 6, algorithm: text[body + 5], text),
            usage < text.bytes.count
        else { return nil }
        if text[usage] == 0 { return Protection.none }
        // GnuPG's own mode for a key that is not there.
        return text.has("GNU", at: usage + 4) ? .elsewhere : .passphrase
    }

    /// Where the body of the first packet starts, if it is a secret key (section 4.2).
    private static func secretKeyBody(_ text: SecretText) -> Int? {
        switch text[0] {
        case 0x94: 2
        case 0x95: 3
        case 0x96: 5
        case 0xc5: text[1] < 192 ? 2 : text[1] < 224 ? 3 : text[1] == 255 ? 6 : nil
        default: nil
        }
    }

    /// How the public part is made of an algorithm's numbers (section 5.5.2, RFC 6637): whether it begins with the
    /// identifier of a curve, how many numbers follow, whether it ends in parameters.
    private static let layouts: [UInt8: (hasCurve: Bool, numbers: Int, hasParameters: Bool)] = [
        1: (false, 2, false), 2: (false, 2, false), 3: (false, 2, false), 16: (false, 3, false), 17: (false, 4, false),
        18: (true, 1, true), 19: (true, 1, false), 22: (true, 1, false),
    ]

    private static func endOfPublicNumbers(from start: Int, algorithm: UInt8, _ text: SecretText) -> Int? {
        guard let layout = layouts[algorithm] else { return nil }
        var position = start
        if layout.hasCurve { position += 1 + Int(text[position]) }
        for _ in 0..<layout.numbers {
            let bits = Int(text[position]) << 8 | Int(text[position + 1])
            guard bits > 0 else { return nil }
            position += 2 + (bits + 7) / 8
        }
        if layout.hasParameters { position += 1 + Int(text[position]) }
        return position
    }
}
