extension RuleCatalog {
    /// What makes a container easier to attack.
    static let hardeningRules: [any ImageRule] = []
}
