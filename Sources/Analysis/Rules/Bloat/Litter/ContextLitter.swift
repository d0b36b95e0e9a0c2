import Evidence

/// What editors and tools leave in a working directory.
struct ContextLitter: PathRule {
    let rule = Rule(
        id: "context-litter", category: .bloat, severity: .low,
        title: "Files of editors and tools were copied with the build context",
        why: "COPY . takes everything that lies about: editors' settings and swap files, Terraform's plug-ins, "
            + "macOS' directory data.",
        remedy: "List them in .dockerignore, or copy only what the image needs.", isFreeToRemove: true)
    let patterns: [PathPattern] = [
        ".terraform/**", ".idea/**", ".vscode/**", ".vs/**", ".DS_Store", "Thumbs.db", "*.swp", "*.swo",
    ]
    let subject = "files of editors and tools"
    let minimumBytes: Int64 = 1
}
