import Evidence

/// One simple command of a shell script: its words, quotes resolved, variables as they stand.
///
/// Enough of the shell's grammar (POSIX, "Shell Command Language") to see which programs a `RUN` or `CMD` runs: lists,
/// pipes and quotes. Keywords such as `if` and `do` are passed over, so the commands inside are seen too.
package struct CommandWords: Sendable, Hashable {
    /// The program and its arguments, variable assignments before it left out.
    package var words: [String]
    /// The variable assignments before the program.
    package let assignments: [String]
    /// The last component of the program's path.
    package var name: String { String(FilePath(Array((words.first ?? "").utf8)).name) }
    /// What follows the program.
    package var arguments: ArraySlice<String> { words.dropFirst() }
    /// The arguments that are no options.
    package var operands: [String] { arguments.filter { !$0.hasPrefix("-") } }

    private static let keywords: Set<String> = [
        "if", "then", "else", "elif", "fi", "for", "do", "done", "while", "until", "case", "esac", "{", "}", "!",
        "time",
    ]
    /// Commands that run another: what follows them, options apart, is the program.
    private static let wrappers: Set<String> = ["exec", "sudo", "nohup", "nice", "command", "env", "eatmydata"]

    /// The commands of a script, in order.
    package static func commands(in script: String) -> [CommandWords] {
        CommandLists.lists(in: script).compactMap(CommandWords.init)
    }

    /// A command of its words; nil where only assignments or keywords are left.
    package init?(_ words: [String]) {
        var rest = words[...]
        var assignments: [String] = []
        while let first = rest.first {
            let isWrapper = CommandWords.wrappers.contains(first)
            if CommandWords.isAssignment(first) { assignments.append(first) }
            guard CommandWords.keywords.contains(first) || CommandWords.isAssignment(first) || isWrapper else { break }
            rest = rest.dropFirst()
            if isWrapper { rest = rest.drop { $0.hasPrefix("-") } }
        }
        guard !rest.isEmpty else { return nil }
        (self.words, self.assignments) = (Array(rest), assignments)
    }

    private static func isAssignment(_ word: String) -> Bool {
        guard let equals = word.utf8.firstIndex(of: UInt8(ascii: "=")), equals != word.startIndex else { return false }
        return word[..<equals].allSatisfy { $0 == "_" || $0.isASCII && ($0.isLetter || $0.isNumber) }
    }

    /// Whether it is a distribution's package manager.
    package var installsSystemPackages: Bool { ["apt-get", "apt", "apk", "dnf", "microdnf", "yum"].contains(name) }

    /// Whether the words begin with these, options between them passed over: `pip install`, `npm ci`.
    package func starts(with wanted: [String]) -> Bool {
        guard let first = wanted.first, name == first else { return false }
        return operands.starts(with: wanted.dropFirst())
    }
}

/// Splits a script into words and commands.
enum CommandLists {
    /// Scripts beyond this length in bytes are not looked at.
    private static let maximumLength = 1 << 20

    /// The words of each simple command: what stands between `;`, `&`, `|`, parentheses and line ends.
    static func lists(in script: String) -> [[String]] {
        var lists: [[String]] = []
        var words: [String] = []
        var word: [UInt8]?
        var quote: UInt8?
        func endWord() {
            if let done = word { words.append(String(decoding: done, as: UTF8.self)) }
            word = nil
        }
        func endList() {
            endWord()
            if !words.isEmpty { lists.append(words) }
            words = []
        }
        var bytes = script.utf8.prefix(maximumLength).makeIterator()
        while let byte = bytes.next() {
            if let open = quote {
                if byte == open {
                    quote = nil
                } else if byte == UInt8(ascii: "\\"), open == UInt8(ascii: "\"") {
                    if let next = bytes.next() { word = (word ?? []) + [next] }
                } else {
                    word?.append(byte)
                }
                continue
            }
            switch byte {
            case UInt8(ascii: "'"), UInt8(ascii: "\""):
                quote = byte
                word = word ?? []
            case UInt8(ascii: "\\"):
                guard let next = bytes.next(), next != 0x0a else { break }
                word = (word ?? []) + [next]
            case 0x20, 0x09, 0x0d: endWord()
            case UInt8(ascii: ";"), UInt8(ascii: "&"), UInt8(ascii: "|"), UInt8(ascii: "("), UInt8(ascii: ")"), 0x0a:
                endList()
            case UInt8(ascii: "#") where word == nil:
                while let next = bytes.next(), next != 0x0a {}
                endList()
            default:
                if word == nil { word = [] }
                word?.append(byte)
            }
        }
        endList()
        return lists
    }
}
