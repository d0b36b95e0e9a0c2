/// One simple command of a shell line: a program and its arguments, quotes resolved, variables left as they are.
///
/// It is read for what programs a `RUN` calls, not to be run: substitutions stay text, here-documents count as lines.
struct RunCommand: Hashable {
    /// The program's name without its directory, `apt-get`.
    let program: String
    /// What follows it.
    let arguments: [String]
    /// Whether `sudo` or `doas` runs it.
    let usesSudo: Bool

    /// Words that stand before a command and are none.
    private static let prefixes: Set<String> = [
        "if", "then", "else", "elif", "do", "while", "until", "!", "{", "}", "time", "exec", "command", "env", "nice",
        "nohup", "eatmydata",
    ]

    private init?(_ words: [String]) {
        var words = words[...]
        var usesSudo = false
        while let word = words.first {
            if word == "sudo" || word.hasSuffix("/sudo") || word == "doas" {
                usesSudo = true
                words = words.dropFirst()
                while words.first?.hasPrefix("-") == true { words = words.dropFirst() }
            } else if RunCommand.prefixes.contains(word) || RunCommand.isAssignment(word) {
                words = words.dropFirst()
            } else {
                break
            }
        }
        guard let first = words.first else { return nil }
        program = String(first.split(separator: "/").last ?? "")
        arguments = Array(words.dropFirst())
        self.usesSudo = usesSudo
    }

    /// The arguments that are no options, in order: of `apt-get -y install vim` the words `install` and `vim`.
    var words: [String] { arguments.filter { !$0.hasPrefix("-") } }

    /// Whether one of the options was given, by its whole word or before a `=`.
    func has(_ options: String...) -> Bool {
        arguments.contains { argument in options.contains { argument == $0 || argument.hasPrefix($0 + "=") } }
    }

    private static func isAssignment(_ word: String) -> Bool {
        guard let equals = word.firstIndex(of: "="), equals != word.startIndex else { return false }
        return word[..<equals].allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
    }

    /// The simple commands of a shell line, in order.
    static func commands(in text: String) -> [RunCommand] {
        var reader = ShellLineReader()
        for scalar in text.unicodeScalars { reader.read(scalar) }
        return reader.finish().compactMap { RunCommand($0) }
    }
}

/// Cuts a shell line at its operators, and the parts into words.
private struct ShellLineReader {
    private var commands: [[String]] = []
    private var words: [String] = []
    private var word: String.UnicodeScalarView?
    private var quote: Unicode.Scalar?
    private var isEscaped = false
    private var isComment = false

    mutating func read(_ scalar: Unicode.Scalar) {
        if isComment {
            guard scalar == "\n" else { return }
            isComment = false
        }
        if isEscaped {
            isEscaped = false
            if scalar != "\n" { add(scalar) }
        } else if let open = quote {
            if scalar == open {
                quote = nil
            } else if scalar == "\\", open == "\"" {
                isEscaped = true
            } else {
                add(scalar)
            }
        } else {
            readPlain(scalar)
        }
    }

    private mutating func readPlain(_ scalar: Unicode.Scalar) {
        switch scalar {
        case "\\": isEscaped = true
        case "'", "\"":
            quote = scalar
            if word == nil { word = .init() }
        case " ", "\t": endWord()
        case ";", "&", "|", "\n", "\r", "(", ")", "`": endCommand()
        case "#" where word == nil: isComment = true
        default: add(scalar)
        }
    }

    private mutating func add(_ scalar: Unicode.Scalar) {
        if word == nil { word = .init() }
        word?.append(scalar)
    }

    private mutating func endWord() {
        if let word { words.append(String(word)) }
        word = nil
    }

    private mutating func endCommand() {
        endWord()
        if !words.isEmpty { commands.append(words) }
        words = []
    }

    mutating func finish() -> [[String]] {
        endCommand()
        return commands
    }
}
