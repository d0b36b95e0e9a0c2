import Evidence

/// Two stages of one name.
struct DuplicateStage: WrittenFileRule {
    let rule = Rule.dockerfile(
        "duplicate-stage", .high, "two stages have one name",
        why: "Names are the same in any case of letters, and a later stage hides the earlier one: COPY --from and "
            + "--target take another stage than a reader would think.",
        remedy: "Give each stage a name of its own.", knownAs: ["DL3024", "DuplicateStageName"])

    func findings(in dockerfile: AnalyzedDockerfile) -> [Finding] {
        var seen: Set<String> = []
        return dockerfile.graph.stages.compactMap { stage in
            guard let name = stage.name, !seen.insert(name).inserted,
                let step = dockerfile.from(ofStage: stage.index)
            else { return nil }
            return rule.finding(
                "stage \(name) exists already", at: step, text: stage.from.arguments.last, in: dockerfile)
        }
    }
}
