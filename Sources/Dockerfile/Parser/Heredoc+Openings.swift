extension Heredoc {
    /// Longer lines are not searched; BuildKit refuses lines of 64 KiB.
    private static let maximumLineLength = 1 << 20

    /// The here-documents that a line of `RUN`, `COPY` or `ADD` opens: words of the form `<<WORD`, `<<-WORD`,
    /// `<<"WORD"`, with a file descriptor before them or not. A line with unbalanced quotes opens none.
    static func openings(in line: String) -> [Heredoc] {
        guard line.utf8.count <= maximumLineLength else { return [] }
        var lexer = ShellWord(environment: [:])
        lexer.keepsQuotes = true
        lexer.keepsEscapes = true
        lexer.keepsUnknown = true
        let words = (try? lexer.words(line)) ?? []
        return words.compactMap(Heredoc.init(opening:))
    }

    private init?(opening word: String) {
        let digits = word.prefix { $0.isASCII && $0.isNumber }
        var rest = word.dropFirst(digits.count)
        guard rest.hasPrefix("<<") else { return nil }
        rest = rest.dropFirst(2)
        let cutsTabs = rest.hasPrefix("-")
        if cutsTabs { rest = rest.dropFirst() }
        guard !rest.isEmpty, !rest.contains("<") else { return nil }

        var lexer = ShellWord(environment: [:])
        lexer.keepsUnknown = true
        guard let names = try? lexer.words(String(rest)), names.count == 1 else { return nil }
        lexer.keepsQuotes = true
        guard let raw = try? lexer.words(String(rest)), raw.count == 1 else { return nil }
        func quotes(_ text: String) -> Int { text.filter { $0 == "'" || $0 == "\"" }.count }
        self.init(
            name: names[0], fileDescriptor: Int(digits) ?? 0, expands: quotes(names[0]) == quotes(raw[0]),
            cutsTabs: cutsTabs, content: "", lines: nil)
    }
}
