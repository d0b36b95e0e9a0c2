import Evidence

/// Files that tell a package manager what to install.
enum DependencyManifest {
    /// Keeps those whole that are written by people.
    static let collector = WholeFiles(
        "manifests",
        FileSelection(
            [
                "requirements.txt", "pyproject.toml", "Pipfile", "package.json", "Gemfile", "composer.json", "go.mod",
                "requirements-dev.txt", "requirements-prod.txt",
            ].map(FileSelection.Name.exactly), upTo: 64 << 10
        ) { path, _ in
            !["node_modules", "site-packages", "dist-packages", "vendor"].contains { path.contains($0) }
        })

    /// Whether a manifest names other files of the context, or scripts that may read them, so that it alone is not enough:
    /// pip's options and paths, npm's local packages and life cycle, Bundler's and Composer's paths, Go's replacements.
    static func namesFiles(_ text: String) -> Bool {
        let isInJSON = [
            "\"file:", "\"link:", "\"workspace:", "\"workspaces\"", "\"preinstall\"", "\"install\"", "\"postinstall\"",
            "\"prepare\"", "\"autoload\"", "\"scripts\": {\"post", "\"type\": \"path\"", "=> ./", "=> ../", "path:",
            "gemspec", "path =", "path=", "workspace = true",
        ].contains { text.contains($0) }
        return isInJSON
            || text.split(whereSeparator: \.isNewline).contains { line in
                let line = line.trimmed
                return ["-e", "-r", "-c", "--editable", "--requirement", "--constraint", ".", "/", "file:"].contains {
                    line.hasPrefix($0)
                } || line.contains("@ file:")
            }
    }
}
