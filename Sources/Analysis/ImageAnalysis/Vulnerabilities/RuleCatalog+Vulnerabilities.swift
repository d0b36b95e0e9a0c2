extension RuleCatalog {
    /// Known vulnerabilities: they need what the user brings, so that by itself the rule finds nothing.
    static let vulnerabilityRules: [any ImageRule] = [KnownVulnerabilityRule()]

    /// The rules on images, that on vulnerabilities with what a report or a database says.
    public static func imageRules(knowing vulnerabilities: [KnownVulnerability]) -> [any ImageRule] {
        imageRules.map { $0 is KnownVulnerabilityRule ? KnownVulnerabilityRule(vulnerabilities) : $0 }
    }
}
