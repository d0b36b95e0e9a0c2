import Dockerfile

/// `pip install` that keeps its cache.
struct KeptPipCache: DockerfileRule {
    let rule = Rule.dockerfile(
        "pip-cache-kept", .low, "pip keeps its cache in the layer",
        why: "Every downloaded wheel lies in the image a second time, in /root/.cache/pip.",
        remedy: """
            Use pip install --no-cache-dir, or keep the cache out of the layer and between builds: \
            RUN --mount=type=cache,target=/root/.cache/pip pip install PACKAGE.
            """,
        knownAs: ["DL3042"])

    func findings(in dockerfile: AnalyzedDockerfile) -> [Finding] {
        PackageManager.pip.installations(in: dockerfile).compactMap { installation in
            let (command, step) = (installation.command, installation.step)
            if installation.arguments.has("--no-cache-dir") || PackageManager.pip.leavesNoCache(step) { return nil }
            if command.assignments.contains(where: isOff) || isOff(before: step, in: dockerfile) { return nil }
            let exports = step.commands.filter { $0.name == "export" }.flatMap(\.arguments)
            return exports.contains(where: isOff) ? nil : rule.finding("pip install keeps its cache", at: command)
        }
    }

    private func isOff(_ assignment: ShellCommand.Word) -> Bool {
        let parts = assignment.text.split(separator: "=", maxSplits: 1).map(String.init)
        return parts.first == "PIP_NO_CACHE_DIR" && isTrue(parts.count == 2 ? parts[1] : "")
    }

    /// pip's words for yes: any other keeps the cache, so to take "off" for an answer is to keep it.
    private func isTrue(_ value: String) -> Bool {
        let word = value.filter { $0 != "\"" && $0 != "'" }.lowercased()
        return ["1", "true", "on", "yes", "y", "t"].contains(word)
    }

    /// Whether `ENV` of the stage, or of a stage that it starts from, turns the cache off.
    private func isOff(before step: DockerfileStep, in dockerfile: AnalyzedDockerfile) -> Bool {
        var stage = step.stage
        while let number = stage, dockerfile.graph.stages.indices.contains(number) {
            let isOff = dockerfile.steps(inStage: number).contains { earlier in
                earlier.keyword == .env && earlier.inner.lines.lowerBound < step.inner.lines.lowerBound
                    && earlier.inner.pairs.contains { $0.name == "PIP_NO_CACHE_DIR" && isTrue($0.value ?? "") }
            }
            if isOff { return true }
            if case .stage(let base) = dockerfile.graph.stages[number].base { stage = base } else { stage = nil }
        }
        return false
    }
}
