import Evidence

/// What pip downloads and builds.
struct PipCache: CacheRule {
    let rule = Rule(
        id: "pip-cache", category: .bloat, severity: .medium, title: "pip's cache is kept",
        why: "pip keeps every wheel that it downloads or builds, beside what it installs from it: about the size of "
            + "the packages again.",
        remedy: "Install with pip install --no-cache-dir, or mount the cache: RUN "
            + "--mount=type=cache,target=/root/.cache/pip pip install ….", isFreeToRemove: true)
    let patterns: [PathPattern] = [".cache/pip/**"]
    let subject = "pip's cache"
}
