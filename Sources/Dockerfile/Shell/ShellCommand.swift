/// One simple command of a shell script: its words, quotes resolved, and what follows it.
public struct ShellCommand: Hashable, Sendable {
    /// A word of a command.
    public struct Word: Hashable, Sendable {
        /// The word without its quotes; variables and substitutions stay as written.
        public let text: String
        /// Where it starts.
        public let position: SourcePosition
        /// Whether any of it is quoted or escaped.
        public let isQuoted: Bool
        /// Whether a variable, a substitution or arithmetic is in it, so that its text is known only at run time.
        public let hasExpansion: Bool

        /// A word of its parts.
        public init(text: String, position: SourcePosition, isQuoted: Bool = false, hasExpansion: Bool = false) {
            self.text = text
            self.position = position
            self.isQuoted = isQuoted
            self.hasExpansion = hasExpansion
        }
    }

    /// A redirection such as `> file`.
    public struct Redirection: Hashable, Sendable {
        /// `<`, `>`, `>>`, `<<`, `<<<`, `>&`, `&>`, …
        public let sign: String
        /// The file, or the word that ends a here-document.
        public let target: Word
    }

    /// What stands behind a command.
    public enum Operator: Hashable, Sendable {
        /// `&&`.
        case and
        /// `||`.
        case or
        /// `|` or `|&`: its output goes to the next command.
        case pipe
        /// `&`.
        case background
        /// `;`, a new line, or the end.
        case sequence
    }

    /// Assignments before the command: `DEBIAN_FRONTEND=noninteractive`. A command may be nothing else.
    public internal(set) var assignments: [Word] = []
    /// The program and its arguments.
    public internal(set) var words: [Word] = []
    /// Its redirections, in order.
    public internal(set) var redirections: [Redirection] = []
    /// What stands behind it.
    public internal(set) var following: Operator = .sequence
    /// How deep it stands in `$(…)` and backticks: 0 for a command of the script itself.
    public internal(set) var substitutionDepth = 0

    /// A command whose words no shell reads, as in the exec form: all of them are what they look like.
    package init(exec words: [String], at position: SourcePosition = SourcePosition(line: 1, column: 1)) {
        self.words = words.map { Word(text: $0, position: position, isQuoted: true) }
    }

    /// A command of words that were read already.
    package init(words: [Word] = [], assignments: [Word] = []) {
        self.words = words
        self.assignments = assignments
    }

    /// No file's name is longer, in bytes (POSIX, limits.h: what file systems have for `NAME_MAX`).
    private static let maximumName = 255

    /// The program's name without its directory; empty for a command that only assigns. Of a word that is too long for
    /// the name of a file it is the end.
    public var name: String {
        guard let word = words.first else { return "" }
        // By bytes: every rule asks for it, and a word may be as long as the file.
        let slash = UInt8(ascii: "/")
        guard let last = word.text.utf8.lastIndex(where: { $0 != slash }) else { return word.text }
        let path = word.text.utf8[...last].suffix(ShellCommand.maximumName)
        let start = path.lastIndex(of: slash).map(path.index(after:)) ?? path.startIndex
        return String(decoding: path[start...], as: UTF8.self)
    }

    /// Whether its program is a shell as of POSIX.
    var isShell: Bool { CommandShell.names.contains(name) }

    /// What a shell is told to run, `make` in `sh -c make`; nil for any other command.
    package var script: String? {
        guard isShell, let shell = CommandShell(exec: words.map(\.text)) else { return nil }
        return words[shell.words.count].text
    }

    /// The words behind the program.
    public var arguments: ArraySlice<Word> { words.dropFirst() }

    /// Where it starts, assignments included.
    public var position: SourcePosition {
        (assignments.first ?? words.first)?.position ?? redirections.first?.target.position
            ?? SourcePosition(line: 1, column: 1)
    }

    /// The command with all its words at one place.
    func moved(to position: SourcePosition) -> ShellCommand {
        func moved(_ word: Word) -> Word {
            Word(text: word.text, position: position, isQuoted: word.isQuoted, hasExpansion: word.hasExpansion)
        }
        var command = self
        command.assignments = assignments.map(moved)
        command.words = words.map(moved)
        command.redirections = redirections.map { Redirection(sign: $0.sign, target: moved($0.target)) }
        return command
    }

    /// The command on one line, for reading.
    public var text: String {
        (assignments + words).map { $0.text.split(whereSeparator: \.isNewline).joined(separator: "⏎") }
            .joined(separator: " ")
    }
}
