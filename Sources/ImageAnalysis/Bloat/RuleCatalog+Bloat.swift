extension RuleCatalog {
    /// Bytes that the image shows and does not need.
    static let bloatRules: [any ImageRule] = [AptLists(), DuplicateFiles(), ModelWeightsTwice()]

    /// The patterns of all rules that paths tell.
    static let pathPatterns = bloatRules.compactMap { $0 as? any PathRule }.map {
        (id: $0.rule.id, patterns: $0.patterns)
    }
}
