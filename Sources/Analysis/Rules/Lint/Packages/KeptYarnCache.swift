import Dockerfile
import Evidence

/// `yarn install` that keeps its cache.
struct KeptYarnCache: DockerfileRule {
    let rule = Rule.dockerfile(
        "yarn-cache-kept", .low, "yarn keeps its cache in the layer",
        why: "Every downloaded package lies in the image twice: in node_modules and in yarn's cache.",
        remedy: "End the same RUN with && yarn cache clean.", knownAs: ["DL3060"])

    func findings(in dockerfile: AnalyzedDockerfile) -> [Finding] {
        PackageManager.yarn.installations(in: dockerfile).compactMap { installation in
            guard !PackageManager.yarn.leavesNoCache(installation.step), !isOnlyCopiedFrom(installation, dockerfile)
            else { return nil }
            return rule.finding("yarn install with no yarn cache clean in the same RUN", at: installation.command)
        }
    }

    /// What lies in the cache of a stage that others only copy from does not reach the image.
    private func isOnlyCopiedFrom(_ installation: Installation, _ dockerfile: AnalyzedDockerfile) -> Bool {
        installation.step.stage.map { !dockerfile.layeredStages.contains($0) } ?? false
    }
}
