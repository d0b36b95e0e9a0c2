import Evidence

/// Files that hold keys behind a password, told by their names' endings and first bytes.
enum KeyStore {
    private static let kinds: [(suffixes: [String], magic: [UInt8], name: String)] = [
        ([".p12", ".pfx"], [0x30], "PKCS #12"),
        ([".jks", ".keystore", ".truststore"], [0xfe, 0xed, 0xfe, 0xed], "Java key store"),
        ([".jks", ".keystore"], [0x30], "PKCS #12"),
        ([".kdbx"], [0x03, 0xd9, 0xa2, 0x9a], "KeePass"),
        ([".keychain", ".keychain-db"], Array("kych".utf8), "Keychain"),
    ]

    /// What kind of key store the file is; nil for none.
    static func name(of path: FilePath, _ start: some Collection<UInt8>) -> String? {
        let name = path.name.lowercased()
        return kinds.first { kind in
            kind.suffixes.contains { name.hasSuffix($0) } && start.starts(with: kind.magic)
        }?.name
    }

    /// The key store as a finding.
    static func secret(at path: FilePath, in text: SecretText) -> SecretSearch.Found? {
        guard let kind = name(of: path, text.bytes.prefix(16)), let family = SecretPatterns.family("key-store") else {
            return nil
        }
        return SecretSearch.Found(
            family: family,
            candidate: SecretCandidate(range: 0..<min(64, text.bytes.count), confidence: .high, note: kind),
            value: Array(text.bytes.prefix(64)))
    }
}
