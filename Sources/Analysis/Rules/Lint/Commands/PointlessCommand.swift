import Evidence

/// A command that does nothing useful while an image is built.
struct PointlessCommand: DockerfileRule {
    let rule = Rule.dockerfile(
        "pointless-command", .info, "a command that makes no sense in a build",
        why: "Nothing but the RUN's own processes is alive in a build, and no terminal: services, editors and monitors "
            + "of processes do nothing for the image.",
        remedy: "Leave the command out, or start the service when the container starts.", knownAs: ["DL3001"])

    func findings(in dockerfile: AnalyzedDockerfile) -> [Finding] {
        dockerfile.commands(
            "free", "kill", "mount", "ps", "service", "shutdown", "ssh", "top", "vim", "nano", "htop", "reboot",
            "poweroff"
        ).map { rule.finding("\($0.command.name) makes no sense in a build", at: $0.command) }
    }
}
