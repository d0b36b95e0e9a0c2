import Dockerfile
import Evidence

/// `apt-get update` whose indices stay in the layer.
struct KeptAptLists: DockerfileRule {
    let rule = Rule.dockerfile(
        "apt-lists-kept", .low, "apt's package indices stay in the layer",
        why: """
            apt-get update writes some 20 to 50 MB of indices to /var/lib/apt/lists, which age at once. Only the RUN \
            that made them can leave them out of the image.
            """,
        remedy: "End the same RUN with && rm -rf /var/lib/apt/lists/*.", knownAs: ["DL3009", "DKL-DI-0005"])

    func findings(in dockerfile: AnalyzedDockerfile) -> [Finding] {
        let layered = dockerfile.layeredStages
        return dockerfile.runs.compactMap { step in
            guard let stage = step.stage, layered.contains(stage), !isCleaned(step) else { return nil }
            let update = step.commands.first { command in
                ["apt-get", "apt", "aptitude"].contains(command.name)
                    && CommandArguments(command.arguments, valued: PackageManager.apt.valued).operands.first?.text
                        == "update"
            }
            return update.map { rule.finding("the indices of apt-get update stay in the layer", at: $0) }
        }
    }

    private func isCleaned(_ step: DockerfileStep) -> Bool {
        if step.hasMount(over: "/var/lib/apt/lists") { return true }
        return step.commands.contains { command in
            command.name == "rm" && command.arguments.contains { $0.text.isPath(coveringAll: "/var/lib/apt/lists") }
        }
    }
}
