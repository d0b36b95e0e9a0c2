import Dockerfile
import Evidence

/// A command as the programs that it runs are looked at: the words of a `ShellCommand`, wrappers such as `exec` and `env`
/// left out.
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

    /// Commands that run another: what follows them, options apart, is the program.
    private static let wrappers: Set<String> = ["exec", "sudo", "nohup", "nice", "command", "env", "eatmydata"]

    /// The commands of a script, in order; those inside of substitutions left out.
    package static func commands(in script: String) -> [CommandWords] {
        ShellScript(script).commands.filter { $0.substitutionDepth == 0 }.compactMap { command in
            CommandWords((command.assignments + command.words).map(\.text))
        }
    }

    /// A command of its words; nil where only assignments are left.
    package init?(_ words: [String]) {
        var rest = words[...]
        var assignments: [String] = []
        while let first = rest.first {
            let isWrapper = CommandWords.wrappers.contains(first)
            if CommandWords.isAssignment(first) { assignments.append(first) }
            guard CommandWords.isAssignment(first) || isWrapper else { break }
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
