import Dockerfile
import Evidence

/// `apt-get update` in a `RUN` of its own.
struct AptUpdateAlone: DockerfileRule {
    let rule = Rule.dockerfile(
        "apt-update-alone", .medium, "apt-get update in a RUN that installs nothing",
        why: """
            The layer of the update stays in the build cache while the RUN that installs changes, so packages are \
            looked up in old indices: builds fail, or miss security updates.
            """,
        remedy: "Join them: RUN apt-get update && apt-get install -y PACKAGE.", knownAs: ["CIS-DI-0007"])

    func findings(in dockerfile: AnalyzedDockerfile) -> [Finding] {
        dockerfile.runs.compactMap { step in
            let verbs = step.commands.compactMap { command in
                PackageManager.apt.arguments(of: command)?.operands.first.map { (command, $0.text) }
            }
            let uses: Set<String> = ["install", "upgrade", "dist-upgrade", "full-upgrade", "build-dep", "download"]
            guard let update = verbs.first(where: { $0.1 == "update" }), !verbs.contains(where: { uses.contains($0.1) })
            else { return nil }
            // A script that installs by other means has more to do with the indices than this rule knows.
            let others = step.commands.filter { !["apt-get", "apt", "rm", "set", "echo"].contains($0.name) }
            return others.isEmpty ? rule.finding("apt-get update with no install beside it", at: update.0) : nil
        }
    }
}
