/// A call whose arguments are a user and a password: `new NetworkCredential("ci", "…")`.
enum LoginCall {
    /// The last of the texts in quotes that the call begins with, where there are two or more.
    static func password(in text: SecretText, at anchor: Range<Int>) -> SecretCandidate? {
        var position = anchor.upperBound
        var arguments: [Range<Int>] = []
        while arguments.count < 4 {
            let start = text.end(of: .whiteSpace, from: position, limit: 128)
            guard ByteSet.quotes.contains(text[start]) else { break }
            let word = CommandLine.word(in: text, from: start, to: text.lineEnd(after: start, reach: 256))
            arguments.append(word)
            let comma = text.end(of: .whiteSpace, from: word.upperBound + 1, limit: 16)
            guard text[comma] == 0x2c else { break }
            position = comma + 1
        }
        // `PlainAuth("", user, password, host)` of Go has an identity first, which is empty.
        guard arguments.count > 1,
            let password = text.has("PlainAuth", at: anchor.lowerBound) ? arguments.dropFirst(2).first : arguments.last
        else { return nil }
        return CommandLine.value(in: text, from: password)
    }
}
