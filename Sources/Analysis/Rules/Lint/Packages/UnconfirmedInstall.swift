import Dockerfile
import Evidence

/// A package manager that would ask before it installs. One rule a package manager.
struct UnconfirmedInstall: DockerfileRule {
    let manager: PackageManager
    let rule: Rule

    init(_ manager: PackageManager, knownAs: String) {
        self.manager = manager
        let yes = manager.yes.first ?? "-y"
        rule = .dockerfile(
            "unconfirmed-\(manager.name)", .medium, "\(manager.name) asks before it installs",
            why: "Nobody can answer during a build: the command stops at the question and the build fails.",
            remedy: "Add \(yes) to the command.", knownAs: [knownAs])
    }

    static let table = [
        UnconfirmedInstall(.apt, knownAs: "DL3014"), UnconfirmedInstall(.yum, knownAs: "DL3030"),
        UnconfirmedInstall(.zypper, knownAs: "DL3034"), UnconfirmedInstall(.dnf, knownAs: "DL3038"),
    ]

    func findings(in dockerfile: AnalyzedDockerfile) -> [Finding] {
        let asking = manager.install.union(manager.alsoAsks)
        return dockerfile.commands(named: manager).compactMap { command, arguments in
            guard let verb = arguments.operands.first?.text, asking.contains(verb) else { return nil }
            guard !arguments.options.contains(where: { manager.yes.contains($0.name) }), !isQuiet(arguments)
            else { return nil }
            let yes = manager.yes.first ?? "-y"
            return rule.finding("\(command.name) \(verb) without \(yes) waits for an answer", at: command)
        }
    }

    /// apt-get takes a second level of quiet for a yes.
    private func isQuiet(_ arguments: CommandArguments) -> Bool {
        guard manager.name == "apt" else { return false }
        let level = arguments.value("-q", "--quiet").flatMap { Int($0) } ?? arguments.count("-q", "--quiet")
        let isSet = arguments.options.contains {
            ["-o", "--option"].contains($0.name) && $0.value?.lowercased().hasPrefix("apt::get::assume-yes=") == true
        }
        return level >= 2 || isSet
    }
}

extension AnalyzedDockerfile {
    /// The commands of a package manager with their arguments.
    func commands(named manager: PackageManager) -> [(ShellCommand, CommandArguments)] {
        runs.flatMap { step in
            step.commands.compactMap { command in manager.arguments(of: command).map { (command, $0) } }
        }
    }
}
