import Evidence

/// What npm downloads.
struct NpmCache: CacheRule {
    let rule = Rule(
        id: "npm-cache", category: .bloat, severity: .medium, title: "npm's cache is kept",
        why: "npm keeps the tarball of every package that it downloads, and a log of every run, beside "
            + "node_modules.",
        remedy: "Mount the cache, RUN --mount=type=cache,target=/root/.npm npm ci, or end the same RUN with npm "
            + "cache clean --force.", isFreeToRemove: true)
    let patterns: [PathPattern] = [".npm/_cacache/**", ".npm/_logs/**", ".npm/_npx/**"]
    let subject = "npm's cache"
}
