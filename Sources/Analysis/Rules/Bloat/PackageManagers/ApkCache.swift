import Evidence

/// What apk keeps of downloads.
struct ApkCache: CacheRule {
    let rule = Rule(
        id: "apk-cache", category: .bloat, severity: .medium, title: "apk's cache is kept",
        why: "apk keeps the indices and packages that it downloaded. Nothing reads them when a container runs.",
        remedy: "Install with apk add --no-cache, or mount the cache: RUN --mount=type=cache,target=/var/cache/apk "
            + "apk add ….", isFreeToRemove: true)
    let patterns: [PathPattern] = ["/var/cache/apk/**", "/etc/apk/cache/**"]
    let subject = "apk's cache"
}
