import Evidence

/// What pnpm downloads.
struct PnpmStore: CacheRule {
    let rule = Rule(
        id: "pnpm-store", category: .bloat, severity: .medium, title: "pnpm's store is kept",
        why: "pnpm keeps every file of every package in its store. Where node_modules has no hard links to it, all "
            + "packages are there twice; what was not linked is there for nothing.",
        remedy: "Mount the store, RUN --mount=type=cache,target=/pnpm/store pnpm install, or end the same RUN with "
            + "pnpm store prune.", isFreeToRemove: true)
    let patterns: [PathPattern] = ["pnpm/store/**", ".pnpm-store/**", ".cache/pnpm/**"]
    let subject = "pnpm's store"
}
