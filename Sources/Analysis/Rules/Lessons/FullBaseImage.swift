import Evidence
import FileTree

/// `FROM python:3.11` where `python:3.11-slim` would do.
struct FullBaseImage: ImageRule {
    let rule = Rule(
        id: "full-base-image", category: .lesson, severity: .medium,
        title: "The full base image where a slim one exists",
        why:
            "The full variants carry compilers, headers, version control and image libraries so that anything compiles. "
            + "That is for the builder stage.",
        remedy:
            "Start the final stage from the -slim variant; where something must be compiled, do it in a builder stage "
            + "from the full one.", isLesson: true)

    func findings(in image: AnalyzedImage) -> [Finding] {
        guard let variant = SlimVariant(for: image) else { return [] }
        let from = image.stages.graph?.stages.first { $0.role == .base || $0.role == .final }?.from
        return [
            Finding(
                rule, title: "\(variant.reference) would do as the base of the final stage",
                line: from?.lines.lowerBound, evidence: variant.evidence + ".",
                remedy: "Start the final stage FROM \(variant.reference).", confidence: variant.confidence)
        ]
    }
}
