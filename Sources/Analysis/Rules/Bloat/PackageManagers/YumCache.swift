import Evidence

/// What yum keeps of downloads.
struct YumCache: CacheRule {
    let rule = Rule(
        id: "yum-cache", category: .bloat, severity: .medium, title: "yum's cache is kept",
        why: "yum keeps the metadata of all repositories, and packages if told so. Nothing reads them when a "
            + "container runs.",
        remedy: "Mount the cache, RUN --mount=type=cache,target=/var/cache/yum, or end the same RUN with yum clean "
            + "all.", isFreeToRemove: true)
    let patterns: [PathPattern] = ["/var/cache/yum/**"]
    let subject = "yum's cache"
}
