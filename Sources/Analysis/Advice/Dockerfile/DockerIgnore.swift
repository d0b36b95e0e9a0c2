import Evidence
import Rules

/// What a `.dockerignore` should name.
enum DockerIgnore {
    /// The names that copies of the context brought along, sorted; `Dockerfile` and itself do not matter.
    static func patterns(of findings: [Finding], in image: AnalyzedImage) -> [String] {
        var names: Set<String> = []
        for finding in findings where ["no-dockerignore", "context-litter"].contains(finding.rule.id) {
            for item in finding.items {
                let components = FilePath(image.stack.path(of: item.path)).text.split(separator: "/").map(String.init)
                if let name = components.first(where: { NoDockerignore.names.contains($0) }) {
                    names.insert("**/" + name)
                }
            }
        }
        return names.sorted()
    }
}
