import Dockerfile
import Evidence

/// `yarn install` that keeps its cache.
extension YarnCache: DockerfileRule {
    func findings(in dockerfile: AnalyzedDockerfile) -> [Finding] {
        PackageManager.yarn.installations(in: dockerfile).compactMap { installation in
            guard !PackageManager.yarn.leavesNoCache(installation.step), !isOnlyCopiedFrom(installation, dockerfile)
            else { return nil }
            return rule.finding(
                "yarn install with no yarn cache clean in the same RUN", at: installation.command, severity: .low)
        }
    }

    /// What lies in the cache of a stage that others only copy from does not reach the image.
    private func isOnlyCopiedFrom(_ installation: Installation, _ dockerfile: AnalyzedDockerfile) -> Bool {
        installation.step.stage.map { !dockerfile.layeredStages.contains($0) } ?? false
    }
}
