import Evidence

/// Files that hold keys behind a password, told by their names' endings and first bytes. One that holds certificates only
/// is none: it is what programs trust.
struct KeyStore: Sendable {
    /// What kind of store it is.
    let name: String
    private let suffixes: [String]
    private let magic: [UInt8]
    private var holdsKeys: @Sendable (SecretText) -> Bool = { _ in true }

    private static let kinds = [
        KeyStore(
            name: "PKCS #12", suffixes: [".p12", ".pfx", ".jks", ".keystore"], magic: [0x30], holdsKeys: holdsKeyBag),
        KeyStore(
            name: "Java key store", suffixes: [".jks", ".keystore", ".truststore"], magic: [0xfe, 0xed, 0xfe, 0xed],
            holdsKeys: holdsKeyEntry),
        KeyStore(
            name: "Java key store", suffixes: [".jceks", ".jks", ".keystore"], magic: [0xce, 0xce, 0xce, 0xce],
            holdsKeys: holdsKeyEntry),
        KeyStore(name: "KeePass", suffixes: [".kdbx"], magic: [0x03, 0xd9, 0xa2, 0x9a]),
        KeyStore(name: "Keychain", suffixes: [".keychain", ".keychain-db"], magic: Array("kych".utf8)),
    ]

    /// The key store as a finding; nil where there is none, or only certificates are in it.
    static func secret(at path: FilePath, in text: SecretText) -> SecretSearch.Found? {
        let kind = kinds.first { kind in
            text.bytes.starts(with: kind.magic) && kind.suffixes.contains(where: path.name.lowercased().hasSuffix)
        }
        guard let kind, kind.holdsKeys(text), let family = SecretPatterns.family("key-store") else { return nil }
        return SecretSearch.Found(
            family: family,
            candidate: SecretCandidate(range: 0..<min(64, text.bytes.count), confidence: .high, note: kind.name),
            value: Array(text.bytes.prefix(64)))
    }

    /// Whether a bag of a key is in it, plain or behind a password of its own: pkcs-12PkcsKeyBag and
    /// pkcs-8ShroudedKeyBag (RFC 7292, section 4.2). Tools encrypt certificates as a whole, and keys each by itself.
    private static func holdsKeyBag(_ text: SecretText) -> Bool {
        let arc: [UInt8] = [0x06, 0x0b, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x0c, 0x0a, 0x01]
        return text.find(arc, in: text.bytes.indices) { text[$0 + arc.count] == 1 || text[$0 + arc.count] == 2 }
    }

    /// Whether an entry of a Java key store is a key, private (1) or secret (3), and no certificate (2); a store that
    /// cannot be read to its end may have some. The layout is that of OpenJDK's JavaKeyStore.engineLoad.
    private static func holdsKeyEntry(_ text: SecretText) -> Bool {
        func number(at index: Int, _ count: Int) -> Int { (0..<count).reduce(0) { $0 << 8 | Int(text[index + $1]) } }
        let version = number(at: 4, 4)
        var position = 12
        for _ in 0..<number(at: 8, 4) {
            guard position + 4 <= text.bytes.count, number(at: position, 4) == 2 else { return true }
            position += 4
            position += 2 + number(at: position, 2) + 8
            if version == 2 { position += 2 + number(at: position, 2) }
            position += 4 + number(at: position, 4)
        }
        return position > text.bytes.count
    }
}
