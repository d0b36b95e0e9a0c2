import Evidence

/// Both wget and curl in one stage.
struct WgetAndCurl: DockerfileRule {
    let rule = Rule.dockerfile(
        "wget-and-curl", .low, "a stage uses both wget and curl",
        why: "Either does; two of them are more to install and to keep up to date.",
        remedy: "Keep to one, or use ADD with --checksum for what is fetched.", knownAs: ["DL4001"])

    func findings(in dockerfile: AnalyzedDockerfile) -> [Finding] {
        var used: [Int: Set<String>] = [:]
        return dockerfile.runs.filter { !$0.isTrigger }.compactMap { step in
            let commands = step.commands.filter { ["wget", "curl"].contains($0.name) }
            used[step.stage ?? -1, default: []].formUnion(commands.map(\.name))
            guard let command = commands.last, used[step.stage ?? -1]?.count == 2 else { return nil }
            return rule.finding("the stage uses wget and curl", at: command)
        }
    }
}
