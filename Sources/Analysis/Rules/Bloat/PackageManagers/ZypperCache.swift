import Evidence

/// What zypper keeps of downloads.
struct ZypperCache: CacheRule {
    let rule = Rule(
        id: "zypper-cache", category: .bloat, severity: .medium, title: "zypper's cache is kept",
        why: "zypper keeps the metadata of all repositories and the packages that it downloaded. Nothing reads them "
            + "when a container runs.",
        remedy: "Mount the cache, RUN --mount=type=cache,target=/var/cache/zypp, or end the same RUN with zypper "
            + "clean --all.", isFreeToRemove: true)
    let patterns: [PathPattern] = ["/var/cache/zypp/**", "/var/cache/zypper/**"]
    let subject = "zypper's cache"
}
