/// What tells a password that people use from one that they write into examples.
enum PasswordText {
    private static let commonWords: Set<String> = [
        "password", "passwd", "pass", "pwd", "secret", "user", "username", "token", "pw", "test", "root", "admin",
        "postgres", "mysql", "guest", "foo", "bar", "baz", "xxx", "x", "redis", "mongo", "hunter2", "12345", "123456",
        "key", "proxy", "none", "null", "auth", "login", "name", "port", "example", "credentials", "apikey",
    ]
    /// What people write with a number behind it, or with an other of these before it.
    private static let exampleWords: Set<String> = commonWords.union([
        "testing", "demo", "default", "welcome", "letmein", "qwerty", "changeme", "change", "me", "my", "the", "your",
        "super", "s3cr3t", "p@ssword", "passw0rd", "p@ssw0rd", "pa", "word", "dev", "developer", "development", "local",
        "localhost", "prod", "db", "database", "sa", "oracle", "tiger", "scott", "insecure", "temp", "sample", "some",
        "abc", "value", "string", "base64", "encoded", "and", "or", "with", "safe", "strong", "new", "old", "here",
    ])

    /// Whether everyone would guess it.
    static func isCommon(_ password: String) -> Bool { commonWords.contains(password.lowercased()) }

    /// Whether it is one of the words that people write into examples, with numbers and marks at most: `testing123-1`.
    static func isExample(_ value: some Collection<UInt8>) -> Bool {
        guard value.count <= 40 else { return false }
        let text = value.map(\.asciiLowercased)
        if isCommon(String(decoding: text, as: UTF8.self)) { return true }
        let words = text.split { !ByteSet.lowerAlphanumeric.with("@").contains($0) }.map { word in
            word.reversed().drop(while: ByteSet.digits.contains).reversed()
        }.filter { !$0.isEmpty }
        return !words.isEmpty && words.allSatisfy { exampleWords.contains(String(decoding: $0, as: UTF8.self)) }
    }

    /// What configurations say of passwords instead of one: where they are kept, how, whether they are wanted; types.
    private static let settings: Set<String> = [
        "required", "requisite", "optional", "sufficient", "disabled", "enabled", "disable", "enable", "always",
        "never",
        "prompt", "hidden", "masked", "encrypted", "encrypt", "plaintext", "cleartext", "plain", "hashed", "crypt",
        "bcrypt", "scrypt", "argon", "compat", "files", "winbind", "systemd", "keyring", "keychain", "string",
        "boolean",
        "integer", "object", "secretstring", "undefined", "empty", "unset", "unknown", "missing", "invalid",
        "incorrect",
        "internal", "external", "static", "dynamic", "random", "generated", "generate", "manual", "automatic",
        "nopasswd",
        "nopassword", "nopass", "nullok", "query", "header", "basic", "digest", "passwords", "kerberos", "certificate",
    ]

    /// Whether it says something of a password, and is none; also a name for one, `userpassword`.
    static func isSetting(_ value: String) -> Bool {
        let lower = value.lowercased()
        return settings.contains(lower)
            || ["password", "passwd", "passphrase"].contains { lower.hasSuffix($0) || lower.hasPrefix($0) }
    }

    /// Whether it is long and mixed enough to be in use.
    static func isStrong(_ value: ArraySlice<UInt8>) -> Bool {
        value.count >= 8 && ByteStatistics.entropy(value) >= 2.7 && ByteStatistics.classes(value) >= 2
            && !isExample(value) && !isWords(value, between: "-_", of: .letter)
    }

    /// Whether the value is several words of such letters with one of the signs between them.
    static func isWords(_ value: ArraySlice<UInt8>, between signs: String, of letters: ByteSet) -> Bool {
        let signs = ByteSet(signs)
        guard value.allSatisfy({ letters.contains($0) || signs.contains($0) }) else { return false }
        return value.split(whereSeparator: signs.contains).count > 1
    }
}
