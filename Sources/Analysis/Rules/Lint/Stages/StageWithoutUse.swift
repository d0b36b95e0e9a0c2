import Dockerfile
import Evidence

/// A stage that nothing uses.
struct StageWithoutUse: WrittenFileRule {
    let rule = Rule.dockerfile(
        "stage-without-use", .low, "nothing uses the stage",
        why: """
            BuildKit does not build it unless it is the target; other builders do, for nothing. It may also be that a \
            COPY --from was forgotten or takes another image by mistake.
            """,
        remedy: "Delete the stage, or say in a comment that it is built by --target.", lesson: .targets)

    func findings(in dockerfile: AnalyzedDockerfile) -> [Finding] {
        let graph = dockerfile.graph
        let used = Set(
            graph.edges.compactMap { edge -> Int? in if case .stage(let source) = edge.source { source } else { nil } })
        // A stage whose name is put together from variables can't be followed.
        if hasVariableReference(dockerfile) { return [] }
        return graph.stages.dropLast().compactMap { stage in
            guard !used.contains(stage.index),
                let step = dockerfile.from(ofStage: stage.index)
            else { return nil }
            return rule.finding("nothing uses \(stage.label)", at: step, in: dockerfile)
        }
    }

    private func hasVariableReference(_ dockerfile: AnalyzedDockerfile) -> Bool {
        dockerfile.steps.contains { step in
            switch step.keyword {
            case .from: step.stage != 0 && step.inner.arguments.first?.contains("$") == true
            case .copy, .add: step.inner.flag("from")?.contains("$") == true
            case .run: step.mounts.contains { $0["from"]?.contains("$") == true }
            default: false
            }
        }
    }
}
