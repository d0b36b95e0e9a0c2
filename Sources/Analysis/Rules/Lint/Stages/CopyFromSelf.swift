import Evidence

/// `COPY --from` of the very stage.
struct CopyFromSelf: WrittenFileRule {
    let rule = Rule.dockerfile(
        "copy-from-self", .high, "COPY --from names its own stage",
        why: "A stage can't be copied from before it is built: the build fails, or takes an image of that name.",
        remedy: "Use RUN cp, or name the earlier stage that was meant.", knownAs: ["DL3023"])

    func findings(in dockerfile: AnalyzedDockerfile) -> [Finding] {
        dockerfile.steps(.copy).compactMap { step in
            guard let name = step.inner.flag("from"), let stage = step.stage,
                dockerfile.graph.stages.indices.contains(stage),
                dockerfile.graph.stages[stage].name == name.lowercased() || Int(name) == stage,
                !dockerfile.graph.stages[..<stage].contains(where: { $0.name == name.lowercased() })
            else { return nil }
            return rule.finding("\(name) is this stage itself", at: step, text: "--from", in: dockerfile)
        }
    }
}
