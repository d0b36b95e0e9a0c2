import Dockerfile
import Evidence

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
            if command.assignments.contains(where: isOff) { return nil }
            if let value = dockerfile.value(of: "PIP_NO_CACHE_DIR", at: step), isTrue(value) { return nil }
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
}
