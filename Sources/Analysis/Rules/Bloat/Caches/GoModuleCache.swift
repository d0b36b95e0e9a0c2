import Evidence

/// What go downloads.
struct GoModuleCache: CacheRule {
    let rule = Rule(
        id: "go-module-cache", category: .bloat, severity: .medium, title: "Go's module cache is kept",
        why: "go keeps the sources of all modules, and the archives they came in. A program that is built needs "
            + "none of them.",
        remedy: "Build in a builder stage and COPY --from the program, with RUN "
            + "--mount=type=cache,target=/go/pkg/mod.", isFreeToRemove: true)
    let patterns: [PathPattern] = ["go/pkg/mod/**"]
    let subject = "Go modules"
}
