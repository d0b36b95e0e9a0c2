import Evidence

/// The history of a repository.
struct VersionControl: PathRule {
    let rule = Rule(
        id: "version-control", category: .bloat, severity: .medium, title: "A repository's history is in the image",
        why: "The history is often larger than the sources, and it holds whatever was ever committed, secrets that "
            + "were removed since among them.",
        remedy: "Put .git into .dockerignore; clone in a builder stage, or with git clone --depth 1 and rm -rf .git "
            + "in the same RUN.", isFreeToRemove: true)
    let patterns: [PathPattern] = [".git/**", ".svn/**", ".hg/**", ".bzr/**"]
    let subject = "version control data"
    let minimumBytes: Int64 = 1
}
