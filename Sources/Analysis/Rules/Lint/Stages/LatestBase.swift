import Evidence

/// An image by the tag `latest`: as a base, or where `COPY --from` and `RUN --mount=from=` take files from.
struct LatestBase: DockerfileRule, ImageRule {
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

    /// What is known of an image's base: also tags that are meant to move, such as `stable`. Of the images that files were
    /// copied or mounted from the Dockerfile tells, else provenance without one (`mode=min`), else kaniko's history.
    /// Other builders' histories keep neither `--from` nor `--mount`'s source: BuildKit writes `COPY /uv /bin/`, buildah
    /// a digest.
    func findings(in image: AnalyzedImage) -> [Finding] {
        let others = image.build.findingsApartFromBase(of: self) + attested(image)
        guard let base = image.namedBase, base.tag.isMoving, let tag = base.tag.tag else { return others }
        return [base.finding(rule, title: "The base image's tag \(tag) moves", severity: .low)] + others
    }

    private func attested(_ image: AnalyzedImage) -> [Finding] {
        guard image.build.isFromHistory else { return [] }
        let base = image.namedBase.map { $0.name + ($0.tag.tag == nil ? ":latest" : "") }
        return image.stages.attribution.taggedImages.filter { $0.hasSuffix(":latest") && $0 != base }.map { name in
            Finding(rule, title: "\(name) moves", evidence: "provenance: the build took \(name)")
        }
    }
}
