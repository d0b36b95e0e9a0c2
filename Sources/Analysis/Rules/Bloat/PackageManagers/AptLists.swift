import Evidence

/// What `apt-get update` downloads.
struct AptLists: CacheRule {
    let rule = Rule(
        id: "apt-lists", category: .bloat, severity: .medium, title: "apt's package lists are kept",
        why: "apt-get update stores the lists of all packages of all repositories. Nothing reads them when a container "
            + "runs, and they are stale after a day.",
        remedy:
            "Mount the lists as a cache, RUN --mount=type=cache,target=/var/lib/apt,sharing=locked, or end the same "
            + "RUN with rm -rf /var/lib/apt/lists/*.", isFreeToRemove: true)
    let patterns: [PathPattern] = ["/var/lib/apt/lists/**"]
    let subject = "apt package lists"
}
