extension RuleCatalog {
    /// What the lessons on multi-stage builds teach.
    static let lessonRules: [any ImageRule] = [
        FullBaseImage(), SingleStageBuild(), DependenciesAfterCode(), NoDockerignore(), InstallKeepsCache(), NoCacheMount(),
        CopiesTooMuch(), UnusedStage(),
    ]

    /// The ids of these rules.
    static var lessonIDs: Set<String> { Set(lessonRules.map(\.rule.id)) }
}
