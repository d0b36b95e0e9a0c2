import Evidence

/// An image by the tag `latest`: as a base, or where `COPY --from` and `RUN --mount=from=` take files from.
struct LatestBase: WrittenFileRule, ImageRule {
    let rule = Rule.dockerfile(
        "latest-base", .medium, "an image is whatever is latest",
        why: "latest moves: the same Dockerfile gives another image tomorrow, and nobody can tell which one it was.",
        remedy: "Name the release, or better a digest: FROM debian:12-slim@sha256:DIGEST, COPY --from=image:1.2.3.",
        knownAs: ["DL3007", "DS-0001", "moving-base"], lesson: .reproducibility)

    func findings(in dockerfile: AnalyzedDockerfile) -> [Finding] {
        (dockerfile.bases + dockerfile.imageSources).compactMap { base in
            let reference = FromReference(base.reference)
            guard reference.tag == "latest", !reference.hasDigest else { return nil }
            return rule.finding("\(base.reference) moves", at: base.step, text: base.reference, in: dockerfile)
        }
    }

    /// What is known of an image's base: also tags that are meant to move, such as `stable`. Of other stages the
    /// Dockerfile tells.
    func findings(in image: AnalyzedImage) -> [Finding] {
        let others = image.build.findingsApartFromBase(of: self)
        guard let base = image.namedBase, base.tag.isMoving, let tag = base.tag.tag else { return others }
        return [base.finding(rule, title: "The base image's tag \(tag) moves", severity: .low)] + others
    }
}
