import Evidence

/// `MAINTAINER`.
struct Maintainer: DockerfileRule {
    let rule = Rule.dockerfile(
        "maintainer", .low, "MAINTAINER is deprecated",
        why: "Newer builders may refuse it, and tools look for the label.",
        remedy: "Write LABEL org.opencontainers.image.authors=\"…\" instead.",
        knownAs: ["DL4000", "MaintainerDeprecated"])

    func findings(in dockerfile: AnalyzedDockerfile) -> [Finding] {
        dockerfile.steps(.maintainer).map { rule.finding("MAINTAINER is deprecated", at: $0, in: dockerfile) }
    }
}
