import Evidence

/// A program that `RUN` has no use for, or a better one. One rule a row.
struct UnwantedCommand: DockerfileRule {
    let rule: Rule
    private let programs: Set<String>
    /// What is said of the program, behind its name.
    private let fault: String

    private init(_ programs: Set<String>, _ fault: String, _ rule: Rule) {
        (self.programs, self.fault, self.rule) = (programs, fault, rule)
    }

    static let table = [
        UnwantedCommand(
            ["cd"], "is forgotten after this RUN",
            .dockerfile(
                "changed-directory", .low, "cd in RUN",
                why:
                    "The directory is changed for this RUN only, which readers and later instructions easily get wrong.",
                remedy: "Use WORKDIR, or a subshell for a short trip: (cd src && make).", knownAs: ["DL3003"])),
        UnwantedCommand(
            ["apt"], "is run by a script",
            .dockerfile(
                "apt-in-script", .low, "apt is made for people, apt-get for scripts",
                why:
                    "apt warns itself that its command line may change between releases; a build must not depend on it.",
                remedy: "Use apt-get, or apt-cache, with the same subcommand.", knownAs: ["DL3027"])),
        UnwantedCommand(
            [
                "free", "kill", "mount", "ps", "service", "shutdown", "ssh", "top", "vim", "nano", "htop", "reboot",
                "poweroff",
            ], "makes no sense in a build",
            .dockerfile(
                "pointless-command", .info, "a command that makes no sense in a build",
                why: "Nothing but the RUN's own processes is alive in a build, and no terminal: services, editors and "
                    + "monitors of processes do nothing for the image.",
                remedy: "Leave the command out, or start the service when the container starts.", knownAs: ["DL3001"])),
    ]

    func findings(in dockerfile: AnalyzedDockerfile) -> [Finding] {
        dockerfile.commands(programs).map { rule.finding("\($0.command.name) \(fault)", at: $0.command) }
    }
}
