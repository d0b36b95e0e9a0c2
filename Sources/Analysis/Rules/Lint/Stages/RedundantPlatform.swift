import Evidence

/// `FROM --platform=$TARGETPLATFORM`.
struct RedundantPlatform: WrittenFileRule {
    let rule = Rule.dockerfile(
        "redundant-platform", .low, "FROM names the platform that it has anyway",
        why: "The target platform is what FROM takes without being told; saying it hides where it matters.",
        remedy: "Leave --platform out.", knownAs: ["DL3065", "RedundantTargetPlatform"])

    func findings(in dockerfile: AnalyzedDockerfile) -> [Finding] {
        dockerfile.steps(.from).compactMap { step in
            guard ["$TARGETPLATFORM", "${TARGETPLATFORM}"].contains(step.inner.flag("platform") ?? "") else {
                return nil
            }
            return rule.finding("--platform=$TARGETPLATFORM says nothing", at: step, text: "--platform", in: dockerfile)
        }
    }
}
