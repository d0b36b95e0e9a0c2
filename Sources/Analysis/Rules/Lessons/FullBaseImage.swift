import Dockerfile
import Evidence
import FileTree

/// `FROM python:3.11` where `python:3.11-slim` would do: of a Dockerfile the name tells it, of an image its packages.
struct FullBaseImage: WrittenFileRule, ImageRule {
    let rule = Rule(
        id: "full-base-image", category: .lesson, severity: .medium,
        title: "The full base image where a slim one exists",
        why:
            "The full variants carry compilers, headers, version control and image libraries so that anything compiles. "
            + "That is for the builder stage.",
        remedy:
            "Start the final stage from the -slim variant; where something must be compiled, do it in a builder stage "
            + "from the full one.", isLesson: true, lesson: .bases)

    func findings(in dockerfile: AnalyzedDockerfile) -> [Finding] {
        guard let root = dockerfile.graph.lineage.first, let from = dockerfile.from(ofStage: root),
            case .image(let reference) = dockerfile.graph.stages[root].base,
            let slim = BaseImage(reference).slimReference
        else { return [] }
        return [
            rule.finding(
                "\(reference) is the full image: \(slim) would do for the final stage", at: from,
                text: from.inner.arguments.first, in: dockerfile,
                remedy: "Start the final stage FROM \(slim). "
                    + "Where something must be compiled, do it in a builder stage from \(reference).")
        ]
    }

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
