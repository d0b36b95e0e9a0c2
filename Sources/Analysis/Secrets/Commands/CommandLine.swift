/// Words of a shell's command line.
enum CommandLine {
    /// The word that starts at `start`, quotes left out.
    static func word(in text: SecretText, from start: Int, to end: Int) -> Range<Int> {
        let isQuoted = text[start] == 0x22 || text[start] == 0x27
        let first = isQuoted ? start + 1 : start
        let stops = isQuoted ? text[start] == 0x22 ? ByteSet.doubleQuote : .singleQuote : .wordEnds
        var last = min(first, end)
        while last < end, !stops.contains(text[last]) { last += 1 }
        return min(first, last)..<last
    }

    /// The line that an index stands in, with those before it that a backslash goes on from.
    static func line(around index: Int, in text: SecretText) -> Range<Int> {
        var line = text.line(around: index)
        for _ in 0..<4 where text[line.lowerBound - 1] == 0x0a && text[line.lowerBound - 2] == 0x5c {
            line = text.line(around: line.lowerBound - 2).lowerBound..<line.upperBound
        }
        return line
    }

    /// Where the command ends that goes on at an index: with its line, but for one that a backslash goes on.
    static func end(in text: SecretText, from start: Int) -> Int {
        var end = text.lineEnd(after: start, reach: 1024)
        var lines = 1
        while lines < 8, text[end - 1] == 0x5c || text[end - 2] == 0x5c && text[end - 1] == 0x0d, end - start < 1024 {
            end = text.lineEnd(after: end + 1, reach: 1024)
            lines += 1
        }
        return end
    }

    /// Where the argument of an option starts: the next word, or what is joined to the option.
    static func argument(of option: String, in text: SecretText, from start: Int, to end: Int, _ takesNextWord: Bool)
        -> Int?
    {
        var position = start
        while let found = text.find(option, in: position..<end) {
            position = found + option.utf8.count
            guard ByteSet.whiteSpace.contains(text[found - 1]) else { continue }
            let next = text[position]
            if next == 0x3d { return position + 1 }
            if ByteSet.space.contains(next) {
                if takesNextWord { return text.end(of: .space, from: position, limit: 16) }
                continue
            }
            // `-pPASSWORD`: a long option has a sign or a space behind it.
            if !option.hasPrefix("--") || option.hasSuffix("="), !ByteSet.whiteSpace.contains(next) { return position }
        }
        return nil
    }

    /// The password at `start`, if what stands there can be one.
    static func value(in text: SecretText, from start: Int, to end: Int) -> SecretCandidate? {
        value(in: text, from: word(in: text, from: start, to: end))
    }

    /// The password that a word is, if it can be one.
    static func value(in text: SecretText, from range: Range<Int>) -> SecretCandidate? {
        let value = text.bytes[range]
        guard range.count >= 4, !["-", "/", "./", "file:", "env:"].contains(where: { value.starts(with: $0.utf8) })
        else {
            return nil
        }
        if Placeholder.isPlaceholder(value) || isVariable(value) { return nil }
        let isSure = PasswordText.isStrong(value) && !text.isBinary && !text.isComment(range.lowerBound)
        return SecretCandidate(range: range, confidence: isSure ? .medium : .low)
    }

    /// Whether a shell puts a value in place of a part of it: `$NAME`, `${NAME}`; a digit behind the sign is an argument
    /// of a script, or a part of a password.
    private static func isVariable(_ value: ArraySlice<UInt8>) -> Bool {
        zip(value, value.dropFirst()).contains { $0 == 0x24 && ByteSet.letter.with("_{(").contains($1) }
            || value.starts(with: "$".utf8)
    }
}
