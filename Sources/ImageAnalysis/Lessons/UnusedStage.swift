import Dockerfile

/// A stage that the image takes nothing from.
struct UnusedStage: ImageRule {
    let rule = Rule(
        id: "unused-stage", category: .lesson, severity: .info, title: "A stage that nothing uses",
        why: "BuildKit does not build a stage that the target takes nothing from; the classic builder does, each time. "
            + "Readers wonder what it is for.",
        remedy: "Remove the stage, or build it with --target where it is a target of its own (tests).")

    func findings(in image: AnalyzedImage) -> [Finding] {
        guard let graph = image.stages.graph else { return [] }
        return graph.stages.filter { $0.role == .unbuilt }.map { stage in
            Finding(
                rule, title: "Nothing of the stage \(stage.label) is in the image", line: stage.lines.lowerBound,
                evidence: "No FROM, COPY --from or RUN --mount of the stages that are built names it.", confidence: .high)
        }
    }
}
