extension RuleCatalog {
    /// What the lessons on multi-stage builds teach.
    static let lessonRules: [any ImageRule] = []
}
