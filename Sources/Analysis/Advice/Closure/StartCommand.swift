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
    /// The words of a shell form that is one plain command, which can do without a shell; nil for all others.
    let plainCommand: [String]?
    /// Whether the health check is in shell form.
    let checksByShell: Bool

    init(_ config: RuntimeConfig) {
        let entrypoint = config.entrypoint ?? []
        let command = config.command ?? []
        var programs: [Program] = []
        let source = entrypoint.isEmpty ? "CMD" : "ENTRYPOINT"
        let main = StartCommand.scripts(entrypoint + command)
        for command in main.commands { programs += StartCommand.unwrapped(command, source: source) }
        // An entry point that is a script of the image often runs the command that follows it.
        if !entrypoint.isEmpty, !command.isEmpty {
            let other = StartCommand.scripts(command)
            for command in other.commands { programs += StartCommand.unwrapped(command, source: "CMD") }
        }
        if let test = config.healthcheck?.test, let kind = test.first, kind != "NONE" {
            let words = Array(test.dropFirst())
            let commands =
                kind == "CMD-SHELL"
                ? ShellScript(words.first ?? "").commands : StartCommand.scripts(words).commands
            for command in commands { programs += StartCommand.unwrapped(command, source: "HEALTHCHECK") }
        }
        isShellForm = main.isShell
        plainCommand = StartCommand.plainCommand(of: entrypoint + command)
        checksByShell = config.healthcheck?.test.first == "CMD-SHELL"
        var seen: Set<Program> = []
        self.programs = programs.filter { seen.insert($0).inserted }
    }

    private static func plainCommand(of words: [String]) -> [String]? {
        guard words.count == 3, let script = ShellCommand(exec: words).script else { return nil }
        let commands = ShellScript(script).commands.map(program)
        guard commands.count == 1, let command = commands.first, command.assignments.isEmpty,
            command.redirections.isEmpty, !script.contains(where: { "$`*?<>&|;~".contains($0) })
        else { return nil }
        return command.words.map(\.text)
    }

    /// The command itself, or what a shell is told to run.
    private static func scripts(_ words: [String]) -> (commands: [ShellCommand], isShell: Bool) {
        guard let first = words.first else { return ([], false) }
        let command = ShellCommand(exec: words)
        guard let script = command.script else { return ([command], false) }
        return ([ShellCommand(exec: [first])] + ShellScript(script).commands, true)
    }

    /// Programs that run another one and are gone, or are not worth a word beside it.
    private static let wrappers: Set<String> = ["exec", "sudo", "nohup", "nice", "command", "env", "eatmydata"]

    /// The command that is run in the end, behind `exec`, `env` and their like.
    static func program(of command: ShellCommand) -> ShellCommand {
        command.nested.first { !wrappers.contains($0.name) } ?? command
    }

    /// Programs that only start another one after them.
    private static let starters: Set<String> = ["tini", "dumb-init", "su-exec", "gosu", "setpriv", "catatonit"]
    /// Package managers that look a program up and run it.
    private static let launchers: [[String]] = [
        ["uv", "run"], ["poetry", "run"], ["pipenv", "run"], ["pdm", "run"], ["hatch", "run"], ["bundle", "exec"],
    ]

    /// The program behind starters and launchers; of starters both are needed.
    private static func unwrapped(_ command: ShellCommand, source: String) -> [Program] {
        let command = program(of: command)
        guard let starter = command.words.first, starters.contains(command.name) else {
            return unwrapped(once: command, source: source)
        }
        let rest = command.arguments.drop { $0.text.hasPrefix("-") }
        let takesUser = command.name == "gosu" || command.name == "su-exec"
        let inner = ShellCommand(words: Array(takesUser ? rest.dropFirst() : rest))
        return [Program(words: [starter.text], source: source)] + unwrapped(once: program(of: inner), source: source)
    }

    private static func unwrapped(once command: ShellCommand, source: String) -> [Program] {
        let words = command.words.map(\.text)
        guard !words.isEmpty else { return [] }
        for launcher in launchers where command.starts(with: launcher) {
            let rest = words.dropFirst().drop { $0 != launcher[1] }.dropFirst().drop { $0.hasPrefix("-") }
            guard !rest.isEmpty else { continue }
            return [Program(words: Array(rest), source: source, launcher: launcher.joined(separator: " "))]
        }
        return [Program(words: words, source: source)]
    }
}
