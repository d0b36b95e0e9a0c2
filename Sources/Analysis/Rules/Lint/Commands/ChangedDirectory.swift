import Evidence

/// `cd` in `RUN`.
struct ChangedDirectory: DockerfileRule {
    let rule = Rule.dockerfile(
        "changed-directory", .low, "cd in RUN",
        why: "The directory is changed for this RUN only, which readers and later instructions easily get wrong.",
        remedy: "Use WORKDIR, or a subshell for a short trip: (cd src && make).", knownAs: ["DL3003"])

    func findings(in dockerfile: AnalyzedDockerfile) -> [Finding] {
        dockerfile.commands("cd").map { rule.finding("cd is forgotten after this RUN", at: $0.command) }
    }
}
