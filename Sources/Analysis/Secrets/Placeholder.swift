/// Values that stand for a secret without being one.
enum Placeholder {
    private static let words = [
        "example", "sample", "placeholder", "changeme", "change_me", "change-me", "changeit", "dummy", "redacted",
        "yourtoken", "your_", "your-", "yoursecret", "yourpass", "yourkey", "insert", "replace", "xxxx", "....", "****",
        "notreal", "not-a-real", "fake", "todo", "foobar", "abcdefgh", "12345678", "00000000", "deadbeef", "testtest",
        "mysecret", "my-secret", "my_secret", "mypassword", "my_password", "secretpassword", "lorem",
    ]
    private static let substitutions = ["${", "{{", "$(", "{%", "<%", "#{"]
    /// What a value begins with that is fetched, decrypted or made from another: SOPS, vals, YAML's tags for Ansible and
    /// CloudFormation.
    private static let beginnings = [
        "enc[", "ref+", "!vault", "!ref", "!sub", "!importvalue", "!getatt", "!env", "!secret",
    ]
    /// What a name stands between that a tool puts the value in for: `@@NAME@@`, `__NAME__`, `%NAME%`, `#NAME#`.
    private static let brackets: [UInt8] = [0x40, 0x5f, 0x25, 0x23]

    /// The words by their first byte.
    private static let wordsByFirst = byFirst(words)
    private static let substitutionsByFirst = byFirst(substitutions)

    /// Whether the value is written to be replaced: `${TOKEN}`, `<token>`, `AKIA…EXAMPLE`, `xxxxxxxx`.
    static func isPlaceholder(_ value: some Collection<UInt8>) -> Bool {
        guard let first = value.first else { return true }
        let text = value.prefix(4096).map(\.asciiLowercased)
        if isTemplate(value, first, text) { return true }
        if value.count <= 200, contains(text, oneOf: wordsByFirst) || text.suffix(3) == [0x2e, 0x2e, 0x2e] {
            return true
        }
        return isRepetitive(value)
    }

    /// Whether another value takes the place of this one before it is used: `{{ .Values.x }}`, `$(TOKEN)`, `ENC[…]`.
    private static func isTemplate(_ value: some Collection<UInt8>, _ first: UInt8, _ text: [UInt8]) -> Bool {
        ByteSet.substitutions.contains(first) || contains(text, oneOf: substitutionsByFirst)
            || beginnings.contains { text.starts(with: $0.utf8) }
            || text.count > 2 && text.count <= 200 && brackets.contains(first) && text.last == first
                && text.dropFirst().dropLast().allSatisfy(ByteSet.settingName.contains)
            || isConstant(value)
    }

    /// Whether the value is a name as constants have it: `BASE64_ENCODED_VALUE`.
    private static func isConstant(_ value: some Collection<UInt8>) -> Bool {
        guard value.count <= 64, value.allSatisfy(ByteSet.upperAlphanumeric.with("_").contains) else { return false }
        let words = value.split(separator: 0x5f)
        return words.count > 1 && words.allSatisfy { $0.first.map(ByteSet.upper.contains) ?? false }
            && value.count(where: ByteSet.digits.contains) * 5 <= value.count
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
