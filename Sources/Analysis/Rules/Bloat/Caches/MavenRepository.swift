import Evidence

/// What Maven downloads.
struct MavenRepository: CacheRule {
    let rule = Rule(
        id: "maven-repository", category: .bloat, severity: .medium, title: "Maven's local repository is kept",
        why: "Maven keeps all dependencies and all plug-ins that the build used. The program that is built carries "
            + "its own.",
        remedy: "Build in a builder stage and COPY --from the jar, with RUN --mount=type=cache,target=/root/.m2 mvn "
            + "package.", isFreeToRemove: true)
    let patterns: [PathPattern] = [".m2/repository/**", "/usr/share/maven/ref/repository/**"]
    let subject = "Maven's local repository"
}
