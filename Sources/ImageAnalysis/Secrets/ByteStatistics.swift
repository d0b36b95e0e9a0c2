import Glibc

/// What tells a random value from a word.
enum ByteStatistics {
    /// Shannon's entropy in bits a byte: 0 for one byte repeated, about 4.6 for 36 random letters and digits.
    static func entropy(_ bytes: some Collection<UInt8>) -> Double {
        guard !bytes.isEmpty else { return 0 }
        var counts = [Int](repeating: 0, count: 256)
        for byte in bytes { counts[Int(byte)] += 1 }
        let total = Double(bytes.count)
        return counts.reduce(0) { sum, count in
            guard count > 0 else { return sum }
            let share = Double(count) / total
            return sum - share * log2(share)
        }
    }

    /// How many of lower case, upper case, digits and the rest there are.
    static func classes(_ bytes: some Collection<UInt8>) -> Int {
        var seen: UInt8 = 0
        for byte in bytes {
            seen |=
                ByteSet.lower.contains(byte)
                ? 1 : ByteSet.upper.contains(byte) ? 2 : ByteSet.digits.contains(byte) ? 4 : 8
        }
        return seen.nonzeroBitCount
    }
}

/// Values that stand for a secret without being one.
enum Placeholder {
    private static let words = [
        "example", "sample", "placeholder", "changeme", "change_me", "change-me", "changeit", "dummy", "redacted",
        "yourtoken", "your_", "your-", "yoursecret", "yourpass", "yourkey", "insert", "replace", "xxxx", "....", "****",
        "notreal", "not-a-real", "fake", "todo", "foobar", "abcdefgh", "12345678", "00000000", "deadbeef", "testtest",
        "mysecret", "my-secret", "my_secret", "mypassword", "my_password", "secretpassword", "lorem",
    ]

    /// Whether the value is written to be replaced: `${TOKEN}`, `<token>`, `AKIA…EXAMPLE`, `xxxxxxxx`.
    static func isPlaceholder(_ value: some Collection<UInt8>) -> Bool {
        guard let first = value.first else { return true }
        if ByteSet.substitutions.contains(first) { return true }
        let text = String(decoding: value.prefix(4096), as: UTF8.self).lowercased()
        if text.contains("${") || text.contains("{{") || text.contains("$(") { return true }
        if value.count <= 200, words.contains(where: { text.contains($0) }) { return true }
        return isRepetitive(value)
    }

    /// Whether one byte makes up half of the value, or few bytes all of it.
    private static func isRepetitive(_ value: some Collection<UInt8>) -> Bool {
        var counts: [UInt8: Int] = [:]
        for byte in value.prefix(256) { counts[byte, default: 0] += 1 }
        let total = min(256, value.count)
        return (counts.values.max() ?? 0) * 2 > total || total >= 16 && counts.count <= 4
    }
}
