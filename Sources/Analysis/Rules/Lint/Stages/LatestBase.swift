import Evidence

/// A base image by the tag `latest`.
struct LatestBase: DockerfileRule {
    let rule = Rule.dockerfile(
        "latest-base", .medium, "the base image is whatever is latest",
        why: "latest moves: the same Dockerfile gives another image tomorrow, and nobody can tell which one it was.",
        remedy: "Name the release, or better a digest: FROM debian:12-slim@sha256:DIGEST.",
        knownAs: ["DL3007", "DKL-DI-0006"])

    func findings(in dockerfile: AnalyzedDockerfile) -> [Finding] {
        dockerfile.bases.compactMap { base in
            let reference = FromReference(base.reference)
            guard reference.tag == "latest", !reference.hasDigest else { return nil }
            return rule.finding("\(base.reference) moves", at: base.step, text: base.reference, in: dockerfile)
        }
    }
}
