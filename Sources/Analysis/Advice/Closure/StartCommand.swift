import Dockerfile
import OCI
import Rules

/// What a container of the image runs: the programs that its configuration names.
struct StartCommand: Sendable {
    /// One program with its arguments, and where it is named.
    struct Program: Sendable, Hashable {
        var words: [String]
        /// `ENTRYPOINT`, `CMD`, `HEALTHCHECK`.
        var source: String
        /// The launcher that the program could do without: `uv run` in `uv run app`; nil for none.
        var launcher: String?
    }

    /// The programs, what the entry point runs first.
    let programs: [Program]
    /// Whether a shell has to be there, because a command is in shell form.
    let isShellForm: Bool

    init(_ config: RuntimeConfig) {
        let entrypoint = config.entrypoint ?? []
        let command = config.command ?? []
        var programs: [Program] = []
        let source = entrypoint.isEmpty ? "CMD" : "ENTRYPOINT"
        let main = StartCommand.scripts(entrypoint + command)
        for words in main.commands { programs += StartCommand.unwrapped(words, source: source) }
        // An entry point that is a script of the image often runs the command that follows it.
        if !entrypoint.isEmpty, !command.isEmpty {
            let other = StartCommand.scripts(command)
            for words in other.commands { programs += StartCommand.unwrapped(words, source: "CMD") }
        }
        if let test = config.healthcheck?.test, let kind = test.first, kind != "NONE" {
            let words = Array(test.dropFirst())
            let commands =
                kind == "CMD-SHELL"
                ? CommandWords.commands(in: words.first ?? "").map(\.words) : StartCommand.scripts(words).commands
            for words in commands { programs += StartCommand.unwrapped(words, source: "HEALTHCHECK") }
        }
        isShellForm = main.isShell
        var seen: Set<Program> = []
        self.programs = programs.filter { seen.insert($0).inserted }
    }

    /// The command itself, or what a shell is told to run.
    private static func scripts(_ words: [String]) -> (commands: [[String]], isShell: Bool) {
        guard let first = words.first else { return ([], false) }
        let name = first.split(separator: "/").last ?? ""
        guard ["sh", "bash", "ash", "dash"].contains(name), let flag = words.dropFirst().first, flag.hasPrefix("-"),
            flag.hasSuffix("c"), words.count > 2
        else { return ([words], false) }
        return ([[first]] + CommandWords.commands(in: words[2]).map(\.words), true)
    }

    /// Programs that only start another one after them.
    private static let starters: Set<String> = ["tini", "dumb-init", "su-exec", "gosu", "setpriv", "catatonit"]
    /// Package managers that look a program up and run it.
    private static let launchers: [[String]] = [
        ["uv", "run"], ["poetry", "run"], ["pipenv", "run"], ["pdm", "run"], ["hatch", "run"], ["bundle", "exec"],
    ]

    /// The program behind starters and launchers; of starters both are needed.
    private static func unwrapped(_ words: [String], source: String) -> [Program] {
        guard let command = CommandWords(words) else { return [] }
        if starters.contains(command.name) {
            let rest = command.words.dropFirst().drop { $0.hasPrefix("-") }
            let takesUser = command.name == "gosu" || command.name == "su-exec"
            let inner = Array(takesUser ? rest.dropFirst() : rest)
            return [Program(words: [command.words[0]], source: source)] + unwrapped(once: inner, source: source)
        }
        return unwrapped(once: command.words, source: source)
    }

    private static func unwrapped(once words: [String], source: String) -> [Program] {
        guard let command = CommandWords(words) else { return [] }
        for launcher in launchers where command.starts(with: launcher) {
            let rest = command.words.dropFirst().drop { $0 != launcher[1] }.dropFirst().drop { $0.hasPrefix("-") }
            guard !rest.isEmpty else { continue }
            return [Program(words: Array(rest), source: source, launcher: launcher.joined(separator: " "))]
        }
        return [Program(words: command.words, source: source)]
    }
}
