/// Values that stand for a secret without being one.
enum Placeholder {
    private static let words = [
        "example", "sample", "placeholder", "changeme", "change_me", "change-me", "changeit", "dummy", "redacted",
        "yourtoken", "your_", "your-", "yoursecret", "yourpass", "yourkey", "insert", "replace", "xxxx", "....", "****",
        "notreal", "not-a-real", "fake", "todo", "foobar", "abcdefgh", "12345678", "00000000", "deadbeef", "testtest",
        "mysecret", "my-secret", "my_secret", "mypassword", "my_password", "secretpassword", "lorem",
    ]
    private static let substitutions = ["${", "{{", "$("]

    /// The words by their first byte.
    private static let wordsByFirst = byFirst(words)
    private static let substitutionsByFirst = byFirst(substitutions)

    /// Whether the value is written to be replaced: `${TOKEN}`, `<token>`, `AKIA…EXAMPLE`, `xxxxxxxx`.
    static func isPlaceholder(_ value: some Collection<UInt8>) -> Bool {
        guard let first = value.first else { return true }
        if ByteSet.substitutions.contains(first) { return true }
        let text = value.prefix(4096).map(\.asciiLowercased)
        if contains(text, oneOf: substitutionsByFirst) { return true }
        if value.count <= 200, contains(text, oneOf: wordsByFirst) { return true }
        return isRepetitive(value)
    }

    /// Whether the value is a switch, a number, a path or an address, which are no secrets, whatever their name.
    static func isSetting(_ value: String) -> Bool {
        let isNumber = value.utf8.count < 6 && value.utf8.allSatisfy(ByteSet.digits.contains)
        return isNumber || switches.contains(value.lowercased()) || value.hasPrefix("/")
            || SecretText(Array(value.utf8)).has("://")
    }

    private static let switches: Set<String> = [
        "true", "false", "yes", "no", "none", "null", "on", "off", "required", "optional",
    ]

    private static func byFirst(_ texts: [String]) -> [[[UInt8]]] {
        var table = [[[UInt8]]](repeating: [], count: 256)
        for text in texts { table[Int(text.utf8.first ?? 0)].append(Array(text.utf8)) }
        return table
    }

    private static func contains(_ text: [UInt8], oneOf table: [[[UInt8]]]) -> Bool {
        text.indices.contains { index in
            table[Int(text[index])].contains { text[index...].starts(with: $0) }
        }
    }

    /// Whether one byte makes up half of the value, or few bytes all of it.
    private static func isRepetitive(_ value: some Collection<UInt8>) -> Bool {
        let counts = ByteStatistics.counts(value.prefix(256))
        let total = min(256, value.count)
        return (counts.max() ?? 0) * 2 > total || total >= 16 && counts.count { $0 > 0 } <= 4
    }
}

/// What tells a password that people use from one that they write into examples.
enum PasswordText {
    private static let commonWords: Set<String> = [
        "password", "passwd", "pass", "pwd", "secret", "user", "username", "token", "pw", "test", "root", "admin",
        "postgres", "mysql", "guest", "foo", "bar", "baz", "xxx", "x", "redis", "mongo", "hunter2", "12345", "123456",
        "key", "proxy", "none", "null", "auth", "login", "name", "port", "example", "credentials", "apikey",
    ]
    /// Whether everyone would guess it.
    static func isCommon(_ password: String) -> Bool { commonWords.contains(password.lowercased()) }

    /// Whether it is long and mixed enough to be in use.
    static func isStrong(_ value: ArraySlice<UInt8>) -> Bool {
        value.count >= 8 && ByteStatistics.entropy(value) >= 2.7 && ByteStatistics.classes(value) >= 2
    }
}
