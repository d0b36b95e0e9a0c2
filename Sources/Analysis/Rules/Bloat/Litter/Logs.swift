import Evidence

/// Logs of what ran while the image was built.
struct Logs: PathRule {
    let rule = Rule(
        id: "logs", category: .bloat, severity: .low, title: "Logs of the build are kept",
        why: "Logs of installers and of programs that ran during the build tell of the build, not of the container.",
        remedy: "Delete them in the same RUN, or mount the directory: RUN --mount=type=tmpfs,target=/var/log.")
    let patterns: [PathPattern] = ["/var/log/**"]
    let subject = "logs"

    /// Logs of logins are indexed by user: `SparseLoginLogs` is about those.
    func files(in image: AnalyzedImage) -> [PathIndex.File] {
        let logins = Set(image.paths.files(of: SparseLoginLogs.id))
        return matches(in: image).filter { !logins.contains($0) }
    }
}
