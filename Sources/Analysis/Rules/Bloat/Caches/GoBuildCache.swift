import Evidence

/// What go compiles.
struct GoBuildCache: CacheRule {
    let rule = Rule(
        id: "go-build-cache", category: .bloat, severity: .medium, title: "Go's build cache is kept",
        why: "go keeps what it compiles of every package. A program that is built needs none of it.",
        remedy: "Build in a builder stage and COPY --from the program, with RUN "
            + "--mount=type=cache,target=/root/.cache/go-build.", isFreeToRemove: true)
    let patterns: [PathPattern] = [".cache/go-build/**"]
    let subject = "Go's build cache"
}
