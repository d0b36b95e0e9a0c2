import Dockerfile
import FileTree
import Rules

/// Commands of a `RUN` that set the system up: what they change is no file to copy, so the final stage runs them too.
struct SystemSetup {
    /// Commands that make users and groups, as text.
    let accounts: [String]
    /// Other commands that change records of the system: certificates, locales, alternatives, modules.
    let records: [String]
    /// What the author removed of what packages bring, as text.
    let removals: [String]
    /// Whether all of the instruction is of that kind, and of places that packages of the system fill.
    let isWhole: Bool

    init(_ step: BuildRecipe.Step) {
        let commands = step.commands
        let isPlain = !step.instruction.isJSON && step.instruction.flags.isEmpty && step.instruction.heredocs.isEmpty
        isWhole =
            step.instruction.keyword == .run && isPlain && !commands.isEmpty
            && commands.allSatisfy(SystemSetup.isSetup)
            && commands.contains { !["set", "true", ":", "echo", "printf", "rm"].contains($0.name) }
        accounts = SystemSetup.texts(of: commands) { SystemSetup.accountPrograms.contains($0.name) }
        records = SystemSetup.texts(of: commands) { SystemSetup.recordPrograms.contains($0.name) }
        removals = commands.compactMap(SystemSetup.removal)
    }

    /// Whether it makes users or groups: what is copied to them comes later.
    var makesAccounts: Bool { !accounts.isEmpty }

    // MARK: What they are

    private static let accountPrograms: Set<String> = [
        "useradd", "adduser", "groupadd", "addgroup", "usermod", "groupmod",
    ]
    private static let recordPrograms: Set<String> = [
        "a2dismod", "a2dissite", "a2enconf", "a2enmod", "a2ensite", "dpkg-reconfigure", "fc-cache", "ldconfig",
        "locale-gen", "phpdismod", "phpenmod", "setcap", "update-alternatives", "update-ca-certificates",
        "update-locale",
    ]
    /// Programs that work on the paths they are given.
    private static let filePrograms: Set<String> = [
        "chmod", "chown", "ln", "mkdir", "rm", "rmdir", "sed", "touch", "install",
    ]
    private static let silentPrograms: Set<String> = ["set", "true", ":", "echo", "printf", ""]

    private static func isSetup(_ command: ShellCommand) -> Bool {
        for redirection in command.redirections where redirection.sign.contains(">") && !isSystem(redirection.target) {
            return false
        }
        if accountPrograms.contains(command.name) || recordPrograms.contains(command.name) { return true }
        if silentPrograms.contains(command.name) { return true }
        guard filePrograms.contains(command.name),
            command.name != "install" || command.words.contains(where: { $0.text == "-d" })
        else { return false }
        let files = paths(of: command)
        return !files.isEmpty && files.allSatisfy(isSystem)
    }

    /// The operands that are paths: of `chown`, `chmod` and `sed` all but the first.
    private static func paths(of command: ShellCommand) -> [ShellCommand.Word] {
        var words = command.arguments.filter { !$0.text.hasPrefix("-") }
        if ["chmod", "chown", "sed"].contains(command.name), !words.isEmpty { words.removeFirst() }
        if command.name == "install" { words = words.filter { $0.text.hasPrefix("/") } }
        return words
    }

    private static func isSystem(_ word: ShellCommand.Word) -> Bool {
        guard word.text.hasPrefix("/"), !word.hasExpansion else { return word.text.hasPrefix("&") }
        return SystemPlaces.contains(String(word.text.dropFirst()) + "/") || word.text == "/dev/null"
    }

    // MARK: As text

    private static func texts(of commands: [ShellCommand], where isWanted: (ShellCommand) -> Bool) -> [String] {
        commands.indices.compactMap { index in
            guard isWanted(commands[index]) else { return nil }
            // `id app || useradd app`: that it fails is no fault.
            let isAlternative = index > 0 && commands[index - 1].following == .or
            let text = text(of: commands[index])
            return isAlternative ? "(\(text) || true)" : text
        }
    }

    /// A command as a shell reads it again: quoted where it was.
    static func text(of command: ShellCommand) -> String {
        (command.assignments + command.words).map(text).joined(separator: " ")
    }

    private static func text(of word: ShellCommand.Word) -> String {
        guard word.isQuoted else { return word.text }
        return word.hasExpansion ? "\"\(word.text)\"" : StageWriter.shellQuoted(word.text)
    }

    /// What a command removes of what packages brought; nil for one that only removes what is not there anyway: caches,
    /// lists, temporary files, what was built.
    private static func removal(_ command: ShellCommand) -> String? {
        if command.name == "rm" {
            let paths = command.arguments.filter { !$0.text.hasPrefix("-") && isOfPackages($0) }
            return paths.isEmpty ? nil : "rm -rf " + paths.map(text).joined(separator: " ")
        }
        guard command.name == "find", let start = command.arguments.first, isOfPackages(start),
            command.words.contains(where: { ["-delete", "-exec", "-execdir"].contains($0.text) }),
            command.following != .pipe
        else { return nil }
        return text(of: command)
    }

    private static func isOfPackages(_ word: ShellCommand.Word) -> Bool {
        let path = word.text.drop { $0 == "/" }
        guard word.text.hasPrefix("/"), !word.hasExpansion, path.contains("/") else { return false }
        let below = path + "/"
        return SystemPlaces.contains(String(below)) && !SystemPlaces.isTransient(String(below))
            && !PackageRecords.contains(String(below))
            && !["var/cache/", "var/log/", "var/lib/apt/"].contains { below.hasPrefix($0) }
    }
}
