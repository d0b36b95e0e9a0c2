extension RuleCatalog {
    /// Keys, tokens and passwords.
    static let secretRules: [any ImageRule] = []
}
