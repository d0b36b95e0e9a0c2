import Evidence

/// The base image's name is one that moves.
struct MovingBaseRule: ImageRule {
    let rule = Rule(
        id: "moving-base", category: .hardening, severity: .low, title: "The base image's tag moves",
        why: "The next build starts from another base, unasked: results cannot be repeated, and nobody looked at it.",
        remedy: "Name a version in FROM, and pin it by digest: FROM name:version@sha256:….",
        knownAs: ["DL3006", "DL3007", "DS-0001"])

    /// The annotation and label that BuildKit and buildah write.
    private static let digestName = "org.opencontainers.image.base.digest"

    func findings(in image: AnalyzedImage) -> [Finding] {
        guard let name = image.stages.baseName, name != "scratch", !name.isEmpty, !name.contains("$") else { return [] }
        let tag = ImageTag(name, allowsBareTag: false)
        let line = image.stages.stages.first { $0.base == name && ($0.role == .final || $0.role == .base) }?.lines
        func finding(_ title: String, _ severity: Severity?) -> [Finding] {
            [Finding(rule, title: title, severity: severity, line: line?.lowerBound, evidence: "FROM \(name)")]
        }
        if tag.isMoving {
            return finding(
                tag.tag.map { "The base image's tag \($0) moves" } ?? "The base image has no tag, which means latest",
                nil)
        }
        let isRecorded =
            image.image.annotations[MovingBaseRule.digestName] != nil
            || image.image.config.config.labels[MovingBaseRule.digestName] != nil
        guard !tag.hasDigest, !isRecorded else { return [] }
        return finding("The base image is not pinned by digest", .info)
    }
}
