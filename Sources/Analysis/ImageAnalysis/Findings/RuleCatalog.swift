import Evidence
import Rules
import Secrets
import Vulnerabilities

/// All rules, in the order in which `strata rules` prints them. Each room lists its own.
public enum RuleCatalog {
    /// The rules on images. Those on vulnerabilities need what the user brings: by themselves they find nothing.
    public static let imageRules: [any ImageRule] = imageRules(knowing: VulnerabilityKnowledge())

    /// The rules on Dockerfiles.
    public static let dockerfileRules: [any DockerfileRule] = RuleTable.dockerfile

    /// The rules on images, those on vulnerabilities with what reports and databases say.
    public static func imageRules(knowing known: VulnerabilityKnowledge) -> [any ImageRule] {
        RuleTable.image + SecretRules.all
            + [
                KnownVulnerabilityRule(known.vulnerabilities, excepting: known.exceptions),
                UnreadReportResults(known.unread),
            ]
    }

    /// What all rules are, each once: some answer images and Dockerfiles alike.
    public static let rules: [Rule] =
        imageRules.map(\.rule) + dockerfileRules.filter { !($0 is any ImageRule) }.map(\.rule)

    /// The rule of that id, or all those that other tools know by it; letters match in either case.
    public static func rules(named id: String) -> [Rule] {
        let wanted = id.lowercased()
        let all = rules
        return all.first { $0.id == wanted }.map { [$0] }
            ?? all.filter { $0.knownAs.contains { $0.lowercased() == wanted } }
    }
}
