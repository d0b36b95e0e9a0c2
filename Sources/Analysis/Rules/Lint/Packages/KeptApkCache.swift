import Dockerfile
import Evidence

/// `apk add` that keeps its index.
struct KeptApkCache: DockerfileRule {
    let rule = Rule.dockerfile(
        "apk-index-kept", .low, "apk keeps its index in the layer",
        why: "The index in /var/cache/apk is of no use in the image and is old by the time anybody could need it.",
        remedy: "Use apk add --no-cache, which needs no apk update either.", knownAs: ["DL3019", "DKL-DI-0004"])

    func findings(in dockerfile: AnalyzedDockerfile) -> [Finding] {
        PackageManager.apk.installations(in: dockerfile).compactMap { installation in
            let isKept =
                !installation.arguments.has("--no-cache") && !installation.step.hasMount(over: "/var/cache/apk")
            return isKept ? rule.finding("apk add without --no-cache", at: installation.command) : nil
        }
    }
}
