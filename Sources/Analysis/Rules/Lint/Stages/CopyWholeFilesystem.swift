import Evidence

/// `COPY --from=… / /`.
struct CopyWholeFilesystem: WrittenFileRule {
    let rule = Rule.dockerfile(
        "copy-whole-filesystem", .medium, "a whole file system is copied from another stage",
        why: "All that the other stage needed to build, with its caches and secrets, comes along: nothing is saved.",
        remedy: "Copy the files that are needed, or start FROM that stage.", knownAs: ["DL3067"],
        isLesson: true, lesson: .copies)

    func findings(in dockerfile: AnalyzedDockerfile) -> [Finding] {
        dockerfile.steps(.copy).compactMap { step in
            guard step.inner.flag("from") != nil, let destination = step.inner.arguments.last,
                destination == "/", step.inner.arguments.dropLast().contains("/"), !isOnScratch(step, dockerfile)
            else { return nil }
            return rule.finding("all of the other stage is copied", at: step, text: "/ ", in: dockerfile)
        }
    }

    /// To squash a stage into one layer, it is copied to an empty base; that is its purpose.
    private func isOnScratch(_ step: DockerfileStep, _ dockerfile: AnalyzedDockerfile) -> Bool {
        guard let stage = step.stage, dockerfile.graph.stages.indices.contains(stage) else { return false }
        return dockerfile.graph.stages[stage].base == .scratch
    }
}
