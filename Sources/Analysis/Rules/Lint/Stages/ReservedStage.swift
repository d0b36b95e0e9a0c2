import Evidence

/// A stage with a name that means something else.
struct ReservedStage: WrittenFileRule {
    let rule = Rule.dockerfile(
        "reserved-stage", .high, "a stage has a reserved name",
        why: "scratch is the empty base and context the build context: FROM or COPY --from would not mean the stage.",
        remedy: "Give the stage another name.", knownAs: ["DL3063", "ReservedStageName"])

    func findings(in dockerfile: AnalyzedDockerfile) -> [Finding] {
        dockerfile.steps(.from).compactMap { step in
            guard step.inner.arguments.count >= 3, let name = step.inner.arguments.last,
                ["scratch", "context"].contains(name.lowercased())
            else { return nil }
            return rule.finding("\(name) is reserved", at: step, text: " \(name)", in: dockerfile)
        }
    }
}
