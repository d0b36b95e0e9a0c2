import Archive

/// How much of a secret is shown.
enum SecretRedaction: Sendable, Hashable {
    /// The first four characters and the length.
    case redacted
    /// All of it.
    case shown

    /// The secret as it may be shown, one line.
    func text(of secret: some Collection<UInt8>) -> String {
        let start = secret.prefix(self == .shown ? 16 << 10 : 4)
        let text = String(decoding: start, as: UTF8.self)
        let line = String(String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 0x20 ? " " : $0 }))
        return self == .shown ? line : "\(secret.count > 8 ? line : "")… (\(secret.count) characters)"
    }

    /// A number that is equal for equal secrets.
    static func fingerprint(of secret: some Collection<UInt8>) -> UInt64 {
        var hasher = ContentHasher()
        Array(secret).withUnsafeBytes { hasher.update($0) }
        return hasher.finish()
    }
}
