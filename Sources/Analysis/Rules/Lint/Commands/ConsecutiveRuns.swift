import Evidence

/// `RUN`s of a single command in a row.
struct ConsecutiveRuns: DockerfileRule {
    let rule = Rule.dockerfile(
        "consecutive-runs", .info, "RUNs of one command each in a row",
        why: "Each RUN is a layer: what one writes and the next deletes stays in the image.",
        remedy: "Join them with && or a here-document, unless the cache is to keep them apart.", knownAs: ["DL3059"])

    func findings(in dockerfile: AnalyzedDockerfile) -> [Finding] {
        zip(dockerfile.steps, dockerfile.steps.dropFirst()).compactMap { first, second in
            guard first.keyword == .run, second.keyword == .run, !first.isTrigger, !second.isTrigger,
                first.inner.flags == second.inner.flags, isSingle(first), isSingle(second)
            else { return nil }
            return rule.finding("this RUN could be joined to the one above", at: second, in: dockerfile)
        }
    }

    /// Whether a RUN does one thing; a test before it is not counted.
    private func isSingle(_ step: DockerfileStep) -> Bool {
        step.commands.count { $0.name != "[" && $0.name != "[[" } <= 1
    }
}
