/// All rules, in the order in which `strata rules` prints them. Each group of rules is listed in a file of its own.
public enum RuleCatalog {
    /// The rules on images.
    public static let imageRules: [any ImageRule] =
        wasteRules + bloatRules + lessonRules + secretRules + hardeningRules + vulnerabilityRules

    /// What all rules are.
    public static var rules: [Rule] { imageRules.map(\.rule) + dockerfileRules.map(\.rule) }

    /// The rule of that id, or that other tools know by it; letters match in either case.
    public static func rule(_ id: String) -> Rule? {
        rules(named: id).first
    }

    /// The rule of that id, or all those that other tools know by it, as one on images and one on Dockerfiles; letters
    /// match in either case.
    public static func rules(named id: String) -> [Rule] {
        let wanted = id.lowercased()
        let all = rules
        return all.first { $0.id == wanted }.map { [$0] }
            ?? all.filter { $0.knownAs.contains { $0.lowercased() == wanted } }
    }
}
