/// What there is to know of a language to colour its lines. One is a row of the table `Language.all`.
public struct Language: Hashable, Sendable {
    /// A string's opening and closing marks.
    struct Quote: Hashable, Sendable {
        let open, close: [UInt8]
        /// Whether a backslash takes its meaning from what follows.
        let hasEscapes: Bool
        /// Whether it may go on in the next line.
        let spansLines: Bool

        init(_ mark: String, escapes: Bool = true, spansLines: Bool = false) {
            open = Array(mark.utf8)
            close = open
            hasEscapes = escapes
            self.spansLines = spansLines
        }
    }

    /// Where a comment may begin.
    enum CommentPlace: Hashable, Sendable { case anywhere, atWord, atLine }

    /// The language's name.
    public let name: String
    /// Names of files, and ends of names with their dot.
    let files, suffixes: Set<String>
    /// Programs that a first line of `#!` names.
    var interpreters: Set<String> = []
    /// Words of the language.
    var keywords: Set<String> = []
    /// Whether only the first word of an instruction is one, in upper or lower case.
    var keywordsLead = false
    /// Words after which a name is given.
    var definers: Set<String> = []
    /// Where `#` begins a comment; nil where it begins none.
    var comment: CommentPlace?
    /// Marks of strings, longer ones before their beginnings.
    var quotes: [Quote] = []
    /// What follows a name: the `:` of a key, the `=` of an assignment.
    var nameEnd: UInt8?
    /// Whether a name is the first word of its line only.
    var namesLead = false
    /// Whether `$NAME` and `${NAME}` are names.
    var hasVariables = false
    /// Whether `<<WORD` begins a text that ends with the line WORD.
    var hasHeredocs = false
    /// Whether a line of `[NAME]` is a section.
    var hasSections = false
    /// Whether `|` or `>` at a line's end begins a text that is indented further.
    var hasBlocks = false
    /// Whether a backslash at a line's end goes on with the instruction.
    var continues = false

    /// The language of a file by its name, else by the program that its first line names; nil for one that is not known.
    public static func of(name: String, start: some Collection<UInt8>) -> Language? {
        let lower = name.lowercased()
        let known = all.first { language in
            language.files.contains(lower) || language.suffixes.contains { lower.hasSuffix($0) }
                || lower.hasPrefix("dockerfile.") && language == .dockerfile
        }
        return known ?? interpreter(of: start).flatMap { program in all.first { $0.interpreters.contains(program) } }
    }

    /// `python` of `#!/usr/bin/env python3.11 -u`.
    private static func interpreter(of start: some Collection<UInt8>) -> String? {
        guard start.starts(with: [0x23, 0x21]) else { return nil }
        let line = String(decoding: start.dropFirst(2).prefix(256).prefix { $0 != 0x0a && $0 != 0x0d }, as: UTF8.self)
        let words = line.split(separator: " ").map { $0.split(separator: "/").last.map(String.init) ?? "" }
        let program = words.first == "env" ? words.dropFirst().first { !$0.hasPrefix("-") } : words.first
        return program.map { String($0.prefix { $0.isLetter }) }
    }
}
