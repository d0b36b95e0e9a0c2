extension RuleCatalog {
    /// What the lessons on multi-stage builds teach, as far as it needs the image; rules on Dockerfiles teach the rest.
    static let lessonRules: [any ImageRule] = [
        FullBaseImage(), SingleStageBuild(), DependenciesAfterCode(), NoDockerignore(), InstallKeepsCache(),
        CopiesTooMuch(),
    ]

    /// The ids of these rules, and of those on Dockerfiles that teach the same.
    static var lessonIDs: Set<String> {
        Set(lessonRules.map(\.rule.id))
            .union(["code-before-dependencies", "no-cache-mount", "unused-stage", "copy-whole-filesystem"])
    }
}
