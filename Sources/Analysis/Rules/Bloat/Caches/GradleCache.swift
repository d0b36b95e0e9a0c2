import Evidence

/// What Gradle downloads.
struct GradleCache: CacheRule {
    let rule = Rule(
        id: "gradle-cache", category: .bloat, severity: .medium, title: "Gradle's caches are kept",
        why: "Gradle keeps all dependencies, what it compiled, and whole distributions of itself. The program that "
            + "is built needs none of them.",
        remedy: "Build in a builder stage and COPY --from the jar, with RUN --mount=type=cache,target=/root/.gradle "
            + "gradle build.", isFreeToRemove: true)
    let patterns: [PathPattern] =
        [".gradle/caches/**", ".gradle/wrapper/dists/**", ".gradle/daemon/**", ".gradle/native/**"]
        // What Gradle keeps in a project's own .gradle, beside what people put there.
        + [".gradle/buildOutputCleanup/**"]
        + ["fileHashes", "fileChanges", "fileContent", "taskHistory", "executionHistory"].map {
            PathPattern(".gradle/*/\($0)/**")
        }
    let subject = "Gradle's caches"
}
