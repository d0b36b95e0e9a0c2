import Dockerfile
import Evidence

/// Dependencies that every build fetches anew.
struct MissingCacheMount: DockerfileRule {
    let rule = Rule.dockerfile(
        "missing-cache-mount", .info, "dependencies are fetched anew by every build",
        why: """
            When the list of dependencies changes by one line, all are downloaded again. A cache mount keeps downloads \
            from build to build, and out of the layer.
            """,
        remedy: "Mount the cache: RUN --mount=type=cache,target=DIRECTORY ….", isLesson: true, lesson: .cacheMounts)

    /// What it cost an image the cache that was kept tells.
    let isAskedOfImages = false

    private let caches: [String: (verbs: Set<String>, directory: String)] = [
        "npm": (["ci", "install", "i"], "/root/.npm"), "yarn": (["install"], "/usr/local/share/.cache/yarn"),
        "pnpm": (["install", "i"], "/root/.local/share/pnpm/store"),
        "go": (["build", "mod", "install"], "/go/pkg/mod"),
        "cargo": (["build", "install", "fetch"], "/usr/local/cargo/registry"), "mvn": ([], "/root/.m2"),
        "gradle": ([], "/root/.gradle"), "uv": (["sync"], "/root/.cache/uv"),
        "composer": (["install"], "/root/.composer/cache"), "poetry": (["install"], "/root/.cache/pypoetry"),
    ]

    func findings(in dockerfile: AnalyzedDockerfile) -> [Finding] {
        dockerfile.runs.filter { !$0.mounts.contains { ["cache", "tmpfs"].contains($0["type"]) } }.compactMap { step in
            for command in step.commands {
                guard let cache = caches[command.name] else { continue }
                let operands = CommandArguments(command.arguments, valued: PackageManager.npm.valued).operands
                guard cache.verbs.isEmpty || operands.first.map({ cache.verbs.contains($0.text) }) == true else {
                    continue
                }
                return rule.finding(
                    "\(command.name) fetches everything anew in each build", at: command,
                    remedy: "Mount its cache: RUN --mount=type=cache,target=\(cache.directory) …")
            }
            return nil
        }
    }
}
