import Dockerfile
import Evidence

/// The update of package indices in a `RUN` of its own.
struct AptUpdateAlone: DockerfileRule {
    let rule = Rule.dockerfile(
        "update-alone", .medium, "package indices are updated in a RUN that installs nothing",
        why: """
            The layer of the update stays in the build cache while the RUN that installs changes, so packages are \
            looked up in old indices: builds fail, or miss security updates.
            """,
        remedy: "Join them: RUN apt-get update && apt-get install -y PACKAGE.",
        knownAs: ["CIS-DI-0007", "DS-0017", "apt-update-alone"])
    let tellsOfBase = true

    private static let managers = [PackageManager.apt, .apk]
    private static let uses: Set<String> = [
        "install", "upgrade", "dist-upgrade", "full-upgrade", "build-dep", "satisfy", "source", "download", "add",
    ]
    /// What a script may run besides and still do nothing with the indices.
    private static let idle: Set<String> = ["rm", "set", "echo", "true", "test", "[", ":"]

    func findings(in dockerfile: AnalyzedDockerfile) -> [Finding] {
        dockerfile.runs.compactMap { step in
            let verbs = step.commands.compactMap { command in
                AptUpdateAlone.verb(of: command).map { (command: command, verb: $0) }
            }
            guard let update = verbs.first(where: { $0.verb == "update" }),
                !verbs.contains(where: { AptUpdateAlone.uses.contains($0.verb) })
            else { return nil }
            // A script that installs by other means has more to do with the indices than this rule knows.
            let others = step.commands.filter {
                AptUpdateAlone.verb(of: $0) == nil && !AptUpdateAlone.idle.contains($0.name)
            }
            guard others.isEmpty else { return nil }
            return rule.finding("\(update.command.name) update with no install beside it", at: update.command)
        }
    }

    /// The subcommand of a package manager; nil for another program.
    private static func verb(of command: ShellCommand) -> String? {
        managers.lazy.compactMap { $0.arguments(of: command)?.operands.first?.text }.first
    }
}
