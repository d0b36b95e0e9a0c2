/// A value behind a name that says that it is secret, and whether it looks like one.
struct AssignedValue {
    /// Longer values are no passwords, in bytes: those that are secrets have a form of their own.
    private static let longest = 256

    /// Where it stands.
    let range: Range<Int>
    /// The name, in small letters.
    let name: String
    /// The text that both stand in.
    let text: SecretText

    private var value: ArraySlice<UInt8> { text.bytes[range] }

    /// The secret; nil where the value stands for something else, or is too plain to be one.
    var candidate: SecretCandidate? {
        guard (6...AssignedValue.longest).contains(range.count), value.allSatisfy({ $0 > 0x20 && $0 < 0x7f }) else {
            return nil
        }
        if Placeholder.isPlaceholder(value) { return nil }
        guard !isReference, text.string(range).lowercased() != name else { return nil }
        let classes = ByteStatistics.classes(value)
        let entropy = ByteStatistics.entropy(value)
        let isHex = range.count >= 16 && value.allSatisfy(ByteSet.hex.contains)
        if name.hasSuffix("key"), range.count < 16 || entropy < (isHex ? 2.8 : 3.2) || classes < 2 { return nil }
        let isStrong =
            classes >= 3 && entropy >= 2.8 && range.count >= 8
            || classes == 2 && entropy >= (isHex ? 2.8 : 3.3) && range.count >= 16
        if isStrong, !PasswordText.isExample(value) {
            // In a program one string follows the other, and what follows a name need not be its value. What a comment
            // shows is rarely in use.
            let isUnsure = text.isBinary || text.isComment(range.lowerBound)
            return SecretCandidate(range: range, confidence: isUnsure ? .low : .medium)
        }
        if classes == 1 { return isPlainPassword ? SecretCandidate(range: range, confidence: .low) : nil }
        guard classes >= 2, range.count >= 8 || text.traits.isConfiguration else { return nil }
        return SecretCandidate(range: range, confidence: .low)
    }

    /// Whether it may be a password of letters of one case, `correcthorse`: only in a file of configuration, behind a name
    /// that says just that. Words are what most such values are, so it is never more than a hint.
    private var isPlainPassword: Bool {
        let traits = text.traits
        return (traits.isConfiguration || traits.mayBeConfiguration) && !traits.isProgram && !traits.isDocumentation
            && !text.isBinary && !text.isComment(range.lowerBound) && SecretName.isPassword(name)
            && value.allSatisfy(ByteSet.letter.contains) && ByteStatistics.entropy(value) >= 2
            && !PasswordText.isExample(value) && !PasswordText.isSetting(text.string(range))
    }

    /// What a name that says less may have: only a long random value is told, and as no more than a hint.
    var hint: SecretCandidate? {
        guard let candidate, range.count >= 20, ByteStatistics.entropy(value) >= 3.3 else { return nil }
        return SecretCandidate(range: candidate.range, confidence: .low)
    }

    /// Whether the value names something else: a variable, a function, a path, an address, a type.
    private var isReference: Bool {
        func has(_ wanted: String) -> Bool { text.find(wanted, in: range) != nil }
        if ByteSet.referenceStarts.contains(text[range.lowerBound]) || value.last == 0x28 { return true }
        if ["://", "()", "/etc/", "::", "->", "self.", "os.environ", "'$", "\"$"].contains(where: has) { return true }
        // `${name}` and `#{name}` stand for something else.
        if value.starts(with: "arn:".utf8) || (value.contains(0x24) || value.contains(0x23)) && value.contains(0x7b) {
            return true
        }
        // Dotted names of programs, `config.password`, and words joined by hyphens, underscores or slashes, which people
        // name things by.
        return isCamelCase || PasswordText.isWords(value, between: ".", of: .letter.with("_"))
            || PasswordText.isWords(value, between: value.contains(0x2f) ? "-_/#:." : "-_:", of: .letter)
    }

    /// Whether the value is letters only, in words of four on average that start with a capital: `BasicAuthHandler`.
    private var isCamelCase: Bool {
        guard value.allSatisfy(ByteSet.letter.contains) else { return false }
        let capitals = zip(value, value.dropFirst()).count { ByteSet.lower.contains($0) && ByteSet.upper.contains($1) }
        return capitals > 0 && (capitals + 1) * 4 <= value.count
    }
}

extension SecretText {
    /// Signs that begin a comment in one language or another, where they are the first of a line.
    private static let commentSigns = ["#", "//", ";", "-- ", "/*", "* ", "<!--", "dnl ", "rem ", "REM "]

    /// Whether the line that an index stands in is a comment. A preprocessor's `#define` is none.
    func isComment(_ index: Int) -> Bool {
        let line = line(around: index)
        let start = end(of: .space, from: line.lowerBound, limit: line.count)
        return SecretText.commentSigns.contains { has($0, at: start) } && !has("#define", at: start)
    }
}
