import Dockerfile
import Evidence

/// What a package manager downloaded stays in the layer. One rule a package manager.
struct UncleanedInstall: KeptCache {
    let manager: PackageManager
    /// The subcommands after which its cache is full.
    let fills: Set<String>
    let cache: PathListRule

    init(_ manager: PackageManager, fills: Set<String>, cache: PathListRule) {
        (self.manager, self.fills, self.cache) = (manager, fills, cache)
    }

    static let table = [
        UncleanedInstall(
            .yum, fills: ["install"],
            cache: PathListRule.cache(
                "yum-cache", title: "yum's cache is kept",
                why: "yum keeps the metadata of all repositories, and packages if told so. Nothing reads them when a "
                    + "container runs.",
                remedy:
                    "Mount the cache, RUN --mount=type=cache,target=/var/cache/yum, or end the same RUN with yum clean "
                    + "all.",
                knownAs: ["DL3032", "uncleaned-yum"],
                patterns: ["/var/cache/yum/**"], subject: "yum's cache")),
        UncleanedInstall(
            .zypper, fills: ["install", "in"],
            cache: PathListRule.cache(
                "zypper-cache", title: "zypper's cache is kept",
                why:
                    "zypper keeps the metadata of all repositories and the packages that it downloaded. Nothing reads them "
                    + "when a container runs.",
                remedy:
                    "Mount the cache, RUN --mount=type=cache,target=/var/cache/zypp, or end the same RUN with zypper "
                    + "clean --all.",
                knownAs: ["DL3036", "uncleaned-zypper"],
                patterns: ["/var/cache/zypp/**", "/var/cache/zypper/**"], subject: "zypper's cache")),
        UncleanedInstall(
            .dnf, fills: ["install"],
            cache: PathListRule.cache(
                "dnf-cache", title: "dnf's cache is kept",
                why: "dnf keeps the metadata of all repositories, and packages if told so. Nothing reads them when a "
                    + "container runs.",
                remedy:
                    "Mount the cache, RUN --mount=type=cache,target=/var/cache/dnf, or end the same RUN with dnf clean "
                    + "all.",
                knownAs: ["DL3040", "uncleaned-dnf"],
                patterns: ["/var/cache/dnf/**", "/var/cache/libdnf5/**", "/var/lib/dnf/repos/**"],
                subject: "dnf's cache")),
    ]

    func findings(in dockerfile: AnalyzedDockerfile) -> [Finding] {
        dockerfile.runs.compactMap { step in
            guard !manager.leavesNoCache(step) else { return nil }
            let filling = step.commands.first { command in
                manager.arguments(of: command)?.operands.first.map { fills.contains($0.text) } == true
            }
            return filling.map { command in
                rule.finding(
                    "the cache of \(manager.name) is not emptied in the RUN that fills it", at: command, severity: .low)
            }
        }
    }
}
