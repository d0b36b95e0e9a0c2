import Evidence

/// A stage's name with capitals.
struct StageNameCase: WrittenFileRule {
    let rule = Rule.dockerfile(
        "stage-name-case", .info, "a stage's name has capitals",
        why: "Names of stages are the same in any case; in lower case they are told from instructions.",
        remedy: "Write the name in lower case.", knownAs: ["StageNameCasing"])

    func findings(in dockerfile: AnalyzedDockerfile) -> [Finding] {
        dockerfile.steps(.from).compactMap { step in
            guard step.inner.arguments.count >= 3, let name = step.inner.arguments.last, name != name.lowercased()
            else { return nil }
            return rule.finding("\(name) has capitals", at: step, text: " \(name)", in: dockerfile)
        }
    }
}
