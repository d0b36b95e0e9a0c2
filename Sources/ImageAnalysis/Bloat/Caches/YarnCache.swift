/// What Yarn downloads.
struct YarnCache: CacheRule {
    let rule = Rule(
        id: "yarn-cache", category: .bloat, severity: .medium, title: "Yarn's cache is kept",
        why: "Yarn keeps every package that it downloads beside node_modules.",
        remedy: "Mount the cache, RUN --mount=type=cache,target=/usr/local/share/.cache/yarn, or end the same RUN "
            + "with yarn cache clean.")
    let patterns: [PathPattern] = [".cache/yarn/**", ".yarn/cache/**", ".yarn/berry/cache/**"]
    let subject = "Yarn's cache"
}
