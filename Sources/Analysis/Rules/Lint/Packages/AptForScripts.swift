import Dockerfile
import Evidence

/// `apt` where apt-get is meant.
struct AptForScripts: DockerfileRule {
    let rule = Rule.dockerfile(
        "apt-in-script", .low, "apt is made for people, apt-get for scripts",
        why: "apt warns itself that its command line may change between releases; a build must not depend on it.",
        remedy: "Use apt-get, or apt-cache, with the same subcommand.", knownAs: ["DL3027"])

    func findings(in dockerfile: AnalyzedDockerfile) -> [Finding] {
        dockerfile.commands("apt").map { rule.finding("apt is run by a script", at: $0.command) }
    }
}
