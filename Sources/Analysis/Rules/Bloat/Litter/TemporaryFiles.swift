import Evidence

/// What a build left in the directories for temporary files.
struct TemporaryFiles: PathRule {
    let rule = Rule(
        id: "temporary-files", category: .bloat, severity: .low, title: "Temporary files are kept",
        why: "What a build step leaves in /tmp or /var/tmp goes into its layer and stays.",
        remedy: "Delete them in the same RUN, or mount the directory: RUN --mount=type=tmpfs,target=/tmp.",
        isFreeToRemove: true)
    let patterns: [PathPattern] = ["/tmp/**", "/var/tmp/**"]
    let subject = "temporary files"
}
