import Evidence

/// `/bin/sh` replaced by a link.
struct LinkedShell: DockerfileRule {
    let rule = Rule.dockerfile(
        "linked-shell", .medium, "/bin/sh is replaced by a link",
        why: "Scripts of packages rely on the system's shell, and an upgrade of it undoes the link unnoticed.",
        remedy: "Use SHELL [\"/bin/bash\", \"-c\"].", knownAs: ["DL4005"])

    func findings(in dockerfile: AnalyzedDockerfile) -> [Finding] {
        dockerfile.commands("ln").compactMap { found in
            let operands = CommandArguments(found.command.arguments, valued: ["-t", "-S"]).operands
            guard operands.count > 1, let target = operands.last, ["/bin/sh", "/usr/bin/sh"].contains(target.text)
            else { return nil }
            return rule.finding("/bin/sh becomes a link", at: found.command)
        }
    }
}
