import Evidence

/// A base image without a tag, or one that `RUN --mount=from=` takes files from. Of `COPY --from` another rule tells, for
/// a name without a tag may be a slip of the pen.
struct UntaggedBase: WrittenFileRule, ImageRule {
    let rule = Rule.dockerfile(
        "untagged-base", .medium, "an image is named without a tag",
        why: "Without a tag the newest image is taken, so the same Dockerfile gives another image tomorrow.",
        remedy: "Name a tag, or better a digest: FROM debian:12-slim@sha256:DIGEST.",
        knownAs: ["DL3006", "moving-base"], lesson: .reproducibility)

    func findings(in dockerfile: AnalyzedDockerfile) -> [Finding] {
        let mounted = dockerfile.imageSources.filter { $0.step.keyword == .run }
        return (dockerfile.bases + mounted).compactMap { base in
            let reference = FromReference(base.reference)
            guard reference.tag == nil, !reference.hasDigest, !base.reference.hasPrefix("$") else { return nil }
            return rule.finding("\(base.reference) has no tag", at: base.step, text: base.reference, in: dockerfile)
        }
    }

    /// What is known of an image's base, and what the Dockerfile tells of other stages. Without a Dockerfile nothing tells a
    /// name without a tag from a stage's; to provenance it is `latest`.
    func findings(in image: AnalyzedImage) -> [Finding] {
        let others = image.build.findingsApartFromBase(of: self)
        guard let base = image.namedBase, base.tag.isMoving, base.tag.tag == nil else { return others }
        return [base.finding(rule, title: "The base image has no tag, which means latest", severity: .low)] + others
    }
}
