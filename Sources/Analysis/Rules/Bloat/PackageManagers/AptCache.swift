import Evidence

/// What apt keeps of downloads and its binary caches.
struct AptCache: CacheRule {
    let rule = Rule(
        id: "apt-cache", category: .bloat, severity: .medium, title: "apt's caches are kept",
        why: "apt keeps the packages that it downloaded, and binary caches of its lists that it can make anew at "
            + "any time. Nothing reads them when a container runs.",
        remedy: "Mount them, RUN --mount=type=cache,target=/var/cache/apt,sharing=locked, or end the same RUN with "
            + "apt-get clean and rm -f /var/cache/apt/*.bin.", isFreeToRemove: true)
    let patterns: [PathPattern] = ["/var/cache/apt/*.bin", "/var/cache/apt/archives/**"]
    let subject = "apt caches"
}
