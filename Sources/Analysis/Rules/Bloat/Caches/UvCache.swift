import Evidence

/// What uv downloads and unpacks.
struct UvCache: CacheRule {
    let rule = Rule(
        id: "uv-cache", category: .bloat, severity: .medium, title: "uv's cache is kept",
        why: "uv keeps an unpacked copy of every package; in an image, where hard links to it are seldom kept, that "
            + "is all packages twice.",
        remedy: "Mount the cache, RUN --mount=type=cache,target=/root/.cache/uv with UV_LINK_MODE=copy, or install "
            + "with uv --no-cache.", isFreeToRemove: true)
    let patterns: [PathPattern] = [".cache/uv/**"]
    let subject = "uv's cache"
}
