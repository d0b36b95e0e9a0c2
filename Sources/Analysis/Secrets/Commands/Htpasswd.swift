/// `htpasswd -cb FILE USER PASSWORD`, `htpasswd -nb USER PASSWORD` (Apache, "htpasswd").
enum Htpasswd {
    static func password(in text: SecretText, at anchor: Range<Int>) -> SecretCandidate? {
        let end = CommandLine.end(in: text, from: anchor.upperBound)
        var words: [Range<Int>] = []
        var options = ""
        var position = anchor.upperBound - 1
        while position < end, words.count < 4 {
            let word = CommandLine.word(in: text, from: position, to: end)
            if text[position] == 0x2d {
                options += text.string(word)
            } else if !word.isEmpty {
                words.append(word)
            }
            let isQuoted = ByteSet.quotes.contains(text[position])
            position = max(position + 1, text.end(of: .space, from: word.upperBound + (isQuoted ? 1 : 0)))
            if ByteSet.commandEnds.contains(text[position]) { break }
        }
        let index = options.contains("n") ? 1 : 2
        guard options.contains("b"), words.indices.contains(index) else { return nil }
        return CommandLine.value(in: text, from: words[index])
    }
}
