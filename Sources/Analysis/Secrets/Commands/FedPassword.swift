/// Passwords that a command reads from what is fed to it: `echo 'root:x' | chpasswd`, `passwd --stdin root <<< x`.
enum FedPassword {
    /// The password of the command around the anchor.
    static func password(in text: SecretText, at anchor: Range<Int>) -> SecretCandidate? {
        let hasUser = text.has("chpasswd", at: anchor.lowerBound)
        let line = CommandLine.line(around: anchor.lowerBound, in: text)
        if let pipe = (line.lowerBound..<anchor.lowerBound).last(where: { text[$0] == 0x7c }),
            let echo = ["echo ", "printf "].compactMap({ text.findLast($0, in: line.lowerBound..<pipe) }).max()
        {
            let start = text.end(of: .space, from: text.end(of: .letter, from: echo), limit: 16)
            return password(in: text, words: start..<pipe, hasUser)
        }
        guard let here = text.find("<<", in: anchor.upperBound..<line.upperBound) else { return nil }
        let isWord = text[here + 2] == 0x3c
        let start = isWord ? text.end(of: .space, from: here + 3, limit: 16) : text.nextLine(after: here, reach: 512)
        return password(in: text, words: start..<text.lineEnd(after: start, reach: 512), hasUser)
    }

    /// The last of some words that is no option; behind the colon where a user stands before it.
    private static func password(in text: SecretText, words: Range<Int>, _ hasUser: Bool) -> SecretCandidate? {
        var start = words.lowerBound
        while text[start] == 0x2d, start < words.upperBound {
            start = text.end(of: .space, from: CommandLine.word(in: text, from: start, to: words.upperBound).upperBound)
        }
        guard hasUser else { return CommandLine.value(in: text, from: start, to: words.upperBound) }
        guard start < words.upperBound, let colon = (start..<words.upperBound).first(where: { text[$0] == 0x3a }) else {
            return nil
        }
        return CommandLine.value(in: text, from: colon + 1, to: words.upperBound)
    }
}
