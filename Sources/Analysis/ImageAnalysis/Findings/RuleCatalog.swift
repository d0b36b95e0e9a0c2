import Evidence
import FileTree
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

    /// What is said of an id that no rule has: `there is no rule apt-list: did you mean apt-lists?`
    public static func unknown(_ id: String) -> String {
        let known = rules.flatMap { [$0.id] + $0.knownAs.map { $0.lowercased() } }
        let nearest = Spelling.nearest(to: id.lowercased(), among: known)
        let meant = nearest.flatMap { rules(named: $0).first?.id }
        return "there is no rule \(id)" + (meant.map { ": did you mean \($0)?" } ?? "; strata rules lists them")
    }
}
