import Evidence
import ImageStore

/// The image's name is one that moves, or it has none.
struct MovingTagRule: ImageRule {
    let rule = Rule(
        id: "moving-tag", category: .hardening, severity: .low, title: "The image's tag moves",
        why: "Under such a name stands another image next week: nobody can say which one runs, nor go back to it.",
        remedy: "Give each build a tag of its own, such as a version or the commit, and deploy by digest.",
        knownAs: ["DKL-DI-0006"])

    func findings(in image: AnalyzedImage) -> [Finding] {
        image.image.references.compactMap { reference in
            let tag = ImageTag(reference, allowsBareTag: true)
            guard tag.isMoving else { return nil }
            return Finding(
                rule, title: tag.tag.map { "The tag \($0) moves" } ?? "The image has no tag, which means latest",
                evidence: reference)
        }
    }
}
