import Evidence
import Rules
import Secrets
import Vulnerabilities

/// All rules, in the order in which `strata rules` prints them. Each room lists its own.
public enum RuleCatalog {
    /// The rules on images. That on vulnerabilities needs what the user brings: by itself it finds nothing.
    public static let imageRules: [any ImageRule] = RuleTable.image + SecretRules.all + [KnownVulnerabilityRule()]

    /// The rules on Dockerfiles.
    public static let dockerfileRules: [any DockerfileRule] = RuleTable.dockerfile

    /// The rules on images, that on vulnerabilities with what a report or a database says.
    public static func imageRules(knowing vulnerabilities: [KnownVulnerability]) -> [any ImageRule] {
        imageRules.map { $0 is KnownVulnerabilityRule ? KnownVulnerabilityRule(vulnerabilities) : $0 }
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
