extension RuleCatalog {
    /// Bytes that the final tree does not show.
    static let wasteRules: [any ImageRule] = []
}
