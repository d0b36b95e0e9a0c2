import Dockerfile

/// A package manager, as far as the rules on its commands need to know it.
struct PackageManager: Sendable {
    /// The name for people, and in the ids of rules.
    let name: String
    /// Its programs.
    let programs: [String]
    /// The subcommands that install packages by name.
    let install: Set<String>
    /// The subcommands that ask the user before they change anything, beside those that install.
    var alsoAsks: Set<String> = []
    /// The options whose value is the next word.
    var valued: Set<String> = []
    /// The options that answer yes to all questions.
    var yes: [String] = []
    /// The directories in which it keeps what it downloads.
    var caches: [String] = []
    /// The subcommands that empty them.
    var clean: Set<String> = []

    /// Its commands in a Dockerfile that install packages.
    func installations(in dockerfile: AnalyzedDockerfile) -> [Installation] {
        dockerfile.runs.flatMap { step in
            step.commands.compactMap { installation(of: $0, in: step) }
        }
    }

    /// What a command installs; nil for any other command.
    func installation(of command: ShellCommand, in step: DockerfileStep) -> Installation? {
        guard let arguments = arguments(of: command), let verb = arguments.operands.first?.text,
            install.contains(verb)
        else { return nil }
        return Installation(
            step: step, command: command, arguments: arguments, packages: Array(arguments.operands.dropFirst()))
    }

    /// The arguments of a command of this package manager, `python -m pip` too; nil for another program.
    func arguments(of command: ShellCommand) -> CommandArguments? {
        if programs.contains(command.name) || isVersioned(command.name) {
            return CommandArguments(command.arguments, valued: valued)
        }
        let words = Array(command.arguments.prefix(2).map(\.text))
        guard name == "pip", command.name.hasPrefix("python"), words == ["-m", "pip"] else { return nil }
        return CommandArguments(command.arguments.dropFirst(2), valued: valued)
    }

    /// `pip3.11`.
    private func isVersioned(_ program: String) -> Bool {
        name == "pip" && program.hasPrefix("pip") && program.dropFirst(3).allSatisfy { $0.isNumber || $0 == "." }
    }

    /// Whether a RUN empties the cache or never writes it to the layer.
    func leavesNoCache(_ step: DockerfileStep) -> Bool {
        if caches.contains(where: step.hasMount(over:)) { return true }
        return step.commands.contains { command in
            if command.name == "rm" {
                return command.arguments.contains { word in caches.contains { word.text.isPath(coveringAll: $0) } }
            }
            guard let words = arguments(of: command)?.operands.map(\.text) else { return false }
            return !clean.isDisjoint(with: [words.prefix(2).joined(separator: " "), words.first ?? ""])
        }
    }
}

/// A command that installs packages.
struct Installation: Sendable {
    /// The `RUN`.
    let step: DockerfileStep
    /// The command.
    let command: ShellCommand
    /// All its arguments.
    let arguments: CommandArguments
    /// The operands behind the subcommand: names of packages, versions, files, addresses.
    let packages: [ShellCommand.Word]
}

extension String {
    /// Whether removing this path removes all that is in a directory: the directory, one above it, or `*` in these.
    func isPath(coveringAll directory: String) -> Bool {
        var path = self
        while path.hasSuffix("/") || path.hasSuffix("*") { path.removeLast() }
        return path.count > 1 && (path == directory || directory.hasPrefix(path + "/"))
    }

    /// Whether it names a file or an address, no package.
    var isFileOrAddress: Bool {
        contains("://") || hasPrefix("/") || hasPrefix("./") || hasPrefix("../") || self == "." || hasPrefix("~")
    }
}
