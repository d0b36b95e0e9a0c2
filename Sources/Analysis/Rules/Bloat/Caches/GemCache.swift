import Evidence

/// What RubyGems downloads.
struct GemCache: CacheRule {
    let rule = Rule(
        id: "gem-cache", category: .bloat, severity: .medium, title: "RubyGems' cache is kept",
        why: "gem and bundler keep the archive of every gem beside the gem that they unpacked from it.",
        remedy: "End the same RUN with rm -rf of the cache directory below gem env gemdir, or mount it: RUN "
            + "--mount=type=cache,target=/usr/local/bundle/cache.", isFreeToRemove: true)
    let patterns: [PathPattern] = ["cache/*.gem", ".bundle/cache/**", ".gem/specs/**"]
    let subject = "gem archives"
}
