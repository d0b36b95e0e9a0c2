import Dockerfile
import Evidence

/// apk's cache, and `apk add` that keeps its index.
struct KeptApkCache: KeptCache {
    let cache = PathListRule.cache(
        "apk-cache", title: "apk's cache is kept",
        why: "apk keeps the indices and packages that it downloaded. Nothing reads them when a container runs.",
        remedy: "Install with apk add --no-cache, or mount the cache: RUN --mount=type=cache,target=/var/cache/apk "
            + "apk add ….",
        knownAs: ["DL3019", "DKL-DI-0004", "apk-index-kept"],
        patterns: ["/var/cache/apk/**", "/etc/apk/cache/**"], subject: "apk's cache")

    func findings(in dockerfile: AnalyzedDockerfile) -> [Finding] {
        PackageManager.apk.installations(in: dockerfile).compactMap { installation in
            let isKept =
                !installation.arguments.has("--no-cache") && !installation.step.hasMount(over: "/var/cache/apk")
            return isKept ? rule.finding("apk add without --no-cache", at: installation.command, severity: .low) : nil
        }
    }
}
