import Evidence

/// What Composer downloads.
struct ComposerCache: CacheRule {
    let rule = Rule(
        id: "composer-cache", category: .bloat, severity: .medium, title: "Composer's cache is kept",
        why: "Composer keeps the archive of every package that it installs beside vendor.",
        remedy: "Mount the cache, RUN --mount=type=cache,target=/root/.composer/cache, or install with "
            + "COMPOSER_CACHE_DIR=/dev/null.", isFreeToRemove: true)
    let patterns: [PathPattern] = [".composer/cache/**", ".cache/composer/**"]
    let subject = "Composer's cache"
}
