/// A shell with its options, behind which it takes a command: `/bin/sh -c`, `/bin/bash -o pipefail -c`, `cmd /S /C`,
/// `powershell -Command`. `SHELL` sets it, and builders write it before the command of a `RUN`.
public struct CommandShell: Hashable, Sendable {
    /// The program and its options.
    public let words: [String]

    /// What reads commands where nothing says otherwise, but on Windows.
    static let standard = CommandShell(["/bin/sh", "-c"])

    /// The shells of POSIX and those that read the same.
    static let names: Set<String> = ["sh", "ash", "bash", "dash", "ksh", "zsh"]
    /// A shell with more options than this is not recognised.
    private static let maximumOptions = 8

    /// A shell of its words.
    public init(_ words: [String]) {
        self.words = words
    }

    /// The shell at the start of a text; nil when it starts with no shell, or with one that gets no command.
    init?(startOf text: Substring) {
        var words = SpacedWords(rest: text)
        guard let count = CommandShell.length(of: &words) else { return nil }
        self.init(IteratorSequence(SpacedWords(rest: text)).prefix(count).map(String.init))
    }

    /// The shell of an exec form that hands a script to one: the words before the script; nil for any other program.
    init?(exec arguments: [String]) {
        var words = arguments.makeIterator()
        guard let count = CommandShell.length(of: &words), count < arguments.count else { return nil }
        self.init(Array(arguments.prefix(count)))
    }

    /// What stands behind the shell at the start of a text; nil for a text that starts with something else.
    func command(in text: Substring) -> Substring? {
        var rest = text
        for word in words {
            guard rest.hasPrefix(word) else { return nil }
            rest = rest.dropFirst(word.count)
            guard rest.first == " " else { return rest.isEmpty && word == words.last ? rest : nil }
            rest = rest.dropFirst()
        }
        return rest
    }

    /// Whether it reads the language of POSIX shells; programs such as `conda run -n x bash -c` hand commands to one.
    public var isPOSIX: Bool {
        words.contains { word in
            let name = CommandShell.name(of: word)
            return CommandShell.names.contains(name) || name == "busybox"
        }
    }

    /// Whether a pipe fails with any of its commands: `-o pipefail`, `-eo pipefail`, `-euxo pipefail`.
    public var failsWithAnyOfPipe: Bool {
        zip(words, words.dropFirst()).contains { $0.hasPrefix("-") && $0.hasSuffix("o") && $1 == "pipefail" }
    }

    /// `/usr/bin/bash`, `C:\Windows\cmd.exe` and `PowerShell` by the names that these shells have.
    private static func name(of program: some StringProtocol) -> String {
        let name = String(program).split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? ""
        return name.hasSuffix(".exe") ? String(name.dropLast(4)) : name
    }

    /// How many words at the start are a shell with its options.
    private static func length<Words: IteratorProtocol>(of words: inout Words) -> Int?
    where Words.Element: StringProtocol {
        guard let program = words.next() else { return nil }
        let name = name(of: program)
        if names.contains(name) { return unixLength(&words) }
        switch name.lowercased() {
        case "cmd": return length(&words) { $0 == "/c" }
        case "powershell", "pwsh": return length(&words) { $0 == "-command" || $0 == "-c" }
        default: return nil
        }
    }

    /// Options, and the names that `-o` and `-O` take, up to the option that holds `c`.
    private static func unixLength<Words: IteratorProtocol>(_ words: inout Words) -> Int?
    where Words.Element: StringProtocol {
        var takesName = false
        for count in 2...(maximumOptions + 1) {
            guard let word = words.next() else { return nil }
            if takesName {
                takesName = false
            } else if !word.hasPrefix("-") || word == "--" {
                return nil
            } else if !word.hasPrefix("--") {
                if word.hasSuffix("c") { return count }
                takesName = word.hasSuffix("o") || word.hasSuffix("O")
            }
        }
        return nil
    }

    private static func length<Words: IteratorProtocol>(_ words: inout Words, isLast: (String) -> Bool) -> Int?
    where Words.Element: StringProtocol {
        for count in 2...(maximumOptions + 1) {
            guard let word = words.next() else { return nil }
            if isLast(word.lowercased()) { return count }
        }
        return nil
    }
}

/// The words of a text between single spaces.
private struct SpacedWords: IteratorProtocol {
    var rest: Substring?

    mutating func next() -> Substring? {
        guard let text = rest, !text.isEmpty else { return nil }
        let end = text.firstIndex(of: " ")
        rest = end.map { text[text.index(after: $0)...] }
        return text[..<(end ?? text.endIndex)]
    }
}

extension Substring {
    /// The text without white space at either end.
    var trimmed: Substring {
        guard let first = firstIndex(where: { !$0.isWhitespace }) else { return "" }
        guard let last = lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return self[first...last]
    }
}
