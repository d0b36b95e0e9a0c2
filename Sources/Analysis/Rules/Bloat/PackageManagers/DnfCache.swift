import Evidence

/// What dnf keeps of downloads.
struct DnfCache: CacheRule {
    let rule = Rule(
        id: "dnf-cache", category: .bloat, severity: .medium, title: "dnf's cache is kept",
        why: "dnf keeps the metadata of all repositories, and packages if told so. Nothing reads them when a "
            + "container runs.",
        remedy: "Mount the cache, RUN --mount=type=cache,target=/var/cache/dnf, or end the same RUN with dnf clean "
            + "all.", isFreeToRemove: true)
    let patterns: [PathPattern] = ["/var/cache/dnf/**", "/var/cache/libdnf5/**", "/var/lib/dnf/repos/**"]
    let subject = "dnf's cache"
}
