import Packages

/// A rule of a SARIF log with what it says of all its results, worked out once.
struct SARIFRule {
    let id: String
    /// What it is, one line; empty where the rule does not say.
    let title: String
    /// Other names of the vulnerability.
    let aliases: [String]
    /// The packages that its properties name.
    let packages: [ReportedPackage]
    /// The package that its help names.
    let helpPackage: ReportedPackage?
    let properties: PropertyBag?
    /// The level of results that have none.
    let level: String?
    /// Whether it is about a secret, a setting or a licence.
    let isOther: Bool
    private let strings: [String: Lenient<SARIFLog.Message>]

    init(_ rule: SARIFLog.Rule) {
        id = rule.id?.value ?? ""
        title = String((rule.shortDescription?.value?.plain ?? "").prefix(256))
        // Snyk's description begins with the CVEs in parentheses; others' words may be on other vulnerabilities too.
        let description = rule.fullDescription?.value?.plain ?? ""
        aliases = description.hasPrefix("(") ? VulnerabilityName.all(in: String(description.prefix { $0 != ")" })) : []
        properties = rule.properties
        packages = ReportedPackage.distinct(
            (properties?.packageURLs ?? []).compactMap(ReportedPackage.init(packageURL:)))
        helpPackage = ReportedPackage(message: rule.help?.value?.plain ?? "") ?? ReportedPackage(properties)
        level = rule.defaultConfiguration?.value?.level?.value
        // Trivy's names of rules, and tags of others.
        let tags = Set((properties?.list("tags") ?? []).map { $0.lowercased() })
        isOther =
            ["Misconfiguration", "Secret", "License"].contains(rule.name?.value ?? "")
            || (!tags.contains("vulnerability") && !tags.isDisjoint(with: ["misconfiguration", "secret", "license"]))
        strings = rule.messageStrings?.value ?? [:]
    }

    /// A message of its own by its id.
    func message(_ id: String) -> SARIFLog.Message? { strings[id]?.value }
}
