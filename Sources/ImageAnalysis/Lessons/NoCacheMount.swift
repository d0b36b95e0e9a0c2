import Dockerfile

/// A `RUN` that downloads dependencies anew whenever it is built.
struct NoCacheMount: ImageRule {
    let rule = Rule(
        id: "no-cache-mount", category: .lesson, severity: .info, title: "Dependencies are downloaded without a cache mount",
        why: "When one requirement changes, a layer without a cache mount downloads all of them again. A cache mount keeps "
            + "downloads between builds and out of the image.",
        remedy: "RUN --mount=type=cache,target=… before the command.")

    func findings(in image: AnalyzedImage) -> [Finding] {
        let recipe = image.recipe
        // BuildKit's history leaves --mount out: without a Dockerfile nothing is known.
        guard recipe.isFromDockerfile else { return [] }
        return (recipe.feedingSteps + recipe.steps).compactMap { step -> Finding? in
            guard step.instruction.flags.allSatisfy({ !($0.value ?? "").contains("type=cache") }),
                let manager = step.commands.lazy.compactMap(DependencyManager.installing).first
            else { return nil }
            return Finding(
                rule, title: "\(manager.name) downloads without a cache mount", layer: step.layer, line: step.line,
                evidence: "\(step.place) runs \(manager.name) and has no --mount=type=cache.",
                remedy: "RUN --mount=type=cache,target=\(manager.cache) …", confidence: .high)
        }
    }
}
