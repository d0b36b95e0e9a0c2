extension RuleCatalog {
    /// Bytes that the image shows and does not need.
    static let bloatRules: [any ImageRule] = []
}
