import Dockerfile
import Evidence

/// apt's package lists, and `apt-get update` whose indices stay in the layer.
struct KeptAptLists: KeptCache {
    let cache = PathListRule.cache(
        "apt-lists", title: "apt's package lists are kept",
        why:
            "apt-get update stores the lists of all packages of all repositories. Nothing reads them when a container "
            + "runs, and they are stale after a day.",
        remedy:
            "Mount the lists as a cache, RUN --mount=type=cache,target=/var/lib/apt,sharing=locked, or end the same "
            + "RUN with rm -rf /var/lib/apt/lists/*.",
        knownAs: ["DL3009", "DKL-DI-0005", "apt-lists-kept"],
        patterns: ["/var/lib/apt/lists/**"],
        subject: "apt package lists")

    func findings(in dockerfile: AnalyzedDockerfile) -> [Finding] {
        let layered = dockerfile.layeredStages
        return dockerfile.runs.compactMap { step in
            guard let stage = step.stage, layered.contains(stage), !isCleaned(step) else { return nil }
            let update = step.commands.first { command in
                ["apt-get", "apt", "aptitude"].contains(command.name)
                    && CommandArguments(command.arguments, valued: PackageManager.apt.valued).operands.first?.text
                        == "update"
            }
            return update.map {
                rule.finding("the indices of apt-get update stay in the layer", at: $0, severity: .low)
            }
        }
    }

    private func isCleaned(_ step: DockerfileStep) -> Bool {
        if step.hasMount(over: "/var/lib/apt/lists") { return true }
        return step.commands.contains { command in
            command.name == "rm" && command.arguments.contains { $0.text.isPath(coveringAll: "/var/lib/apt/lists") }
        }
    }
}
