import Evidence

/// The base image is named by a tag alone.
struct UnpinnedBaseRule: ImageRule {
    let rule = Rule(
        id: "unpinned-base", category: .hardening, severity: .info, title: "The base image is not pinned by digest",
        why: "The next build may start from another base of the same name, unasked: results cannot be repeated.",
        remedy: "Pin it by digest: FROM name:version@sha256:….", lesson: .reproducibility)

    /// The annotation and label that BuildKit and buildah write.
    private static let digestName = "org.opencontainers.image.base.digest"

    func findings(in image: AnalyzedImage) -> [Finding] {
        guard let base = image.namedBase, !base.tag.isMoving, !base.tag.hasDigest else { return [] }
        let isRecorded =
            image.image.annotations[UnpinnedBaseRule.digestName] != nil
            || image.image.config.config.labels[UnpinnedBaseRule.digestName] != nil
        return isRecorded ? [] : [base.finding(rule, title: rule.title)]
    }
}

/// The base image as something names it, and the line of the Dockerfile that does.
struct NamedBase {
    /// Its reference.
    let name: String
    /// Its tag and digest.
    let tag: ImageTag
    /// The line of the `FROM`, from 1; nil without a Dockerfile.
    let line: Int?

    /// A finding about it.
    func finding(_ rule: Rule, title: String, severity: Severity? = nil) -> Finding {
        Finding(rule, title: title, severity: severity, line: line, evidence: "FROM \(name)")
    }
}

extension AnalyzedImage {
    /// The base image; nil where its name is not known, or is no image's.
    var namedBase: NamedBase? {
        guard let name = stages.baseName, name != "scratch", !name.isEmpty, !name.contains("$") else { return nil }
        let line = stages.stages.first { $0.base == name && ($0.role == .final || $0.role == .base) }?.lines
        return NamedBase(name: name, tag: ImageTag(name, allowsBareTag: false), line: line?.lowerBound)
    }
}
