extension ShellCommand {
    /// Options of programs that run another program, where the option's value is a word of its own.
    private static let wrappers: [String: Set<String>] = [
        "sudo": ["-u", "--user", "-g", "--group", "-h", "--host", "-p", "--prompt", "-C", "-D", "-R", "-T"],
        "doas": ["-u", "-C"],
        "env": ["-u", "--unset", "-C", "--chdir", "-S"], "exec": ["-a"], "command": [], "builtin": [],
        "time": ["-f", "-o"],
        "nohup": [], "nice": ["-n"], "ionice": ["-c", "-n"], "timeout": ["-k", "-s"], "eatmydata": [], "busybox": [],
    ]
    /// More programs than this in front of a program are not looked through.
    private static let maximumWrappers = 8

    /// The command that is run in the end: without `sudo`, `env`, `exec`, `nice`, … and their options. The command
    /// itself where none of them stands in front.
    public var unwrapped: ShellCommand { nested.last ?? self }

    /// The command, and the commands that it runs one in the other: of `sudo env A=1 make` all three.
    package var nested: [ShellCommand] {
        var commands = [self]
        while commands.count <= ShellCommand.maximumWrappers, let inner = commands.last?.wrapped {
            commands.append(inner)
        }
        return commands
    }

    private var wrapped: ShellCommand? {
        guard let valued = ShellCommand.wrappers[name] else { return nil }
        var rest = words.dropFirst()
        var inner = self
        if name == "timeout" { rest = ShellCommand.afterOptions(rest, valued: valued).dropFirst() }
        rest = ShellCommand.afterOptions(rest, valued: valued)
        while ["env", "sudo"].contains(name), let word = rest.first, ShellScript.isAssignment(word.text) {
            inner.assignments.append(rest.removeFirst())
        }
        guard !rest.isEmpty else { return nil }
        inner.words = Array(rest)
        return inner
    }

    private static func afterOptions(_ words: ArraySlice<Word>, valued: Set<String>) -> ArraySlice<Word> {
        var rest = words
        while let word = rest.first, word.text.hasPrefix("-") {
            rest.removeFirst()
            if valued.contains(word.text) { rest = rest.dropFirst() }
        }
        return rest
    }
}
