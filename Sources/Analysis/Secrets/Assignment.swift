/// `NAME=value` in the many ways in which people write it, where the name says that the value is secret.
enum Assignment {
    /// Longer values are no passwords, in bytes: those that are secrets have a form of their own.
    private static let longest = 256

    /// The value that is assigned to the name around the anchor.
    static func secret(in text: SecretText, named anchor: Range<Int>) -> SecretCandidate? {
        let letters = ByteSet.base64URL
        let end = text.end(of: letters, from: anchor.upperBound, limit: 48)
        guard let value = value(in: text, behind: end) else { return nil }
        let name = text.start(of: letters, before: anchor.lowerBound, limit: 48)..<end
        guard SecretName.isSecret(text.string(name)) else { return nil }
        return judge(value, of: text.string(name).lowercased(), in: text)
    }

    /// Where the value stands behind a name that ends at `end`: quoted, or bare where a value can be.
    private static func value(in text: SecretText, behind end: Int) -> Range<Int>? {
        var index = end
        if ByteSet.quotes.contains(text[index]) { index += 1 }
        if text[index] == 0x3e {  // <password>value</password>
            let last = text.end(of: .elementText, from: index + 1, limit: 256)
            return text[last] == 0x3c && text[last + 1] == 0x2f ? index + 1..<last : nil
        }
        let beforeSign = index
        index = text.end(of: .space, from: index, limit: 16)
        let sign = text[index]
        // `define('DB_PASSWORD', 'value')` has a comma between two quoted texts; so has a list, but no name before it.
        let isArgument =
            sign == 0x2c && beforeSign > end && ByteSet.quotes.contains(text[text.end(of: .space, from: index + 1)])
            && isFirstArgument(in: text, behind: end)
        // `<add key="Password" value="…" />`
        if beforeSign > end, text.has("value=\"", at: index) {
            let last = text.end(of: .elementAttribute, from: index + 7, limit: 256)
            return text[last] == 0x22 ? index + 7..<last : nil
        }
        guard sign == 0x3d || sign == 0x3a || isArgument else { return nil }
        index += 1
        if sign == 0x3d, text[index] == 0x3d { return nil }
        if text[index] == 0x3d || text[index] == 0x3e { index += 1 }
        let afterSign = index
        index = text.end(of: .space, from: index, limit: 16)
        if ByteSet.quotes.contains(text[index]) {
            let quote = text[index]
            var last = index + 1
            while last < text.bytes.count, last - index < 512, text[last] != quote, text[last] != 0x0a { last += 1 }
            return text[last] == quote ? index + 1..<last : nil
        }
        // Bare values: `NAME=value` in a shell, `name: value` in a file of configuration.
        let isShell = sign == 0x3d && beforeSign + 1 == afterSign && index == afterSign
        guard isShell || text.traits.isConfiguration else { return nil }
        let last = text.end(of: .bareValue, from: index, limit: 512)
        return index < last ? index..<last : nil
    }

    /// Whether the quoted name that ends at `end` is the first argument of a function.
    private static func isFirstArgument(in text: SecretText, behind end: Int) -> Bool {
        let start = text.start(of: .base64URL, before: end, limit: 96)
        return text[start - 2] == 0x28 && ByteSet.word.contains(text[start - 3])
    }

    private static func judge(_ range: Range<Int>, of name: String, in text: SecretText) -> SecretCandidate? {
        let value = text.bytes[range]
        guard (6...longest).contains(range.count), value.allSatisfy({ $0 > 0x20 && $0 < 0x7f }) else { return nil }
        if Placeholder.isPlaceholder(value) { return nil }
        guard !isReference(range, in: text), text.string(range).lowercased() != name else { return nil }
        let classes = ByteStatistics.classes(value)
        let entropy = ByteStatistics.entropy(value)
        let isKey = name.hasSuffix("key")
        if isKey, range.count < 16 || entropy < 3.2 || classes < 2 { return nil }
        if classes >= 3 && entropy >= 2.8 && range.count >= 8 || classes == 2 && entropy >= 3.3 && range.count >= 16 {
            // In a program one string follows the other, and what follows a name need not be its value.
            return SecretCandidate(range: range, confidence: text.isBinary ? .low : .medium)
        }
        guard classes >= 2, range.count >= 8 || text.traits.isConfiguration else { return nil }
        return SecretCandidate(range: range, confidence: .low)
    }

    /// Whether the value names something else: a variable, a function, a path, an address, a type.
    private static func isReference(_ range: Range<Int>, in text: SecretText) -> Bool {
        func has(_ wanted: String) -> Bool { text.find(wanted, in: range) != nil }
        let value = text.bytes[range]
        if ByteSet.referenceStarts.contains(text[range.lowerBound]) || value.last == 0x28 { return true }
        if ["://", "()", "/etc/", "::", "->", "self.", "os.environ"].contains(where: has) { return true }
        // `${name}` and `#{name}` stand for something else.
        if value.starts(with: "arn:".utf8) || (value.contains(0x24) || value.contains(0x23)) && value.contains(0x7b) {
            return true
        }
        // Dotted names of programs, `config.password`, and words joined by hyphens or underscores, which people name
        // things by.
        return isCamelCase(value) || isWords(value, between: ".", of: .letter.with("_"))
            || isWords(value, between: "-_", of: .letter)
    }

    /// Whether the value is letters only, in words of four on average that start with a capital: `BasicAuthHandler`.
    private static func isCamelCase(_ value: ArraySlice<UInt8>) -> Bool {
        guard value.allSatisfy(ByteSet.letter.contains) else { return false }
        let capitals = zip(value, value.dropFirst()).count { ByteSet.lower.contains($0) && ByteSet.upper.contains($1) }
        return capitals > 0 && (capitals + 1) * 4 <= value.count
    }

    /// Whether the value is several words of such letters with one of the signs between them.
    private static func isWords(_ value: ArraySlice<UInt8>, between signs: String, of letters: ByteSet) -> Bool {
        let signs = ByteSet(signs)
        guard value.allSatisfy({ letters.contains($0) || signs.contains($0) }) else { return false }
        return value.split(whereSeparator: signs.contains).count > 1
    }
}

extension SecretFamily {
    /// Passwords and keys known by the name they are assigned to.
    static let assignments: [SecretFamily] = [
        SecretFamily(
            id: "assigned-secret", name: "Secret assigned to a name", group: .assignment, severity: .high,
            anchors: [
                "password", "passwd", "passphrase", "_pass", "pwd", "pword", "secret", "token", "apikey", "api_key",
                "api-key", "access_key", "accesskey", "auth_key", "authkey", "private_key", "privatekey", "credential",
                "_key", "psk",
            ], ignoresCase: true, isAssignment: true, findsBase64: false,
            check: { text, anchor in Assignment.secret(in: text, named: anchor) })
    ]
}
