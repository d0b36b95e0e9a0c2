/// All rules, in the order in which `strata rules` prints them. Each group of rules is listed in a file of its own.
public enum RuleCatalog {
    /// The rules on images.
    public static let imageRules: [any ImageRule] =
        wasteRules + bloatRules + lessonRules + secretRules + hardeningRules + vulnerabilityRules

    /// What all rules are.
    public static var rules: [Rule] { imageRules.map(\.rule) + dockerfileRules.map(\.rule) }

    /// The rule of that id, or that other tools know by it; letters match in either case.
    public static func rule(_ id: String) -> Rule? {
        let wanted = id.lowercased()
        return rules.first { $0.id == wanted } ?? rules.first { $0.knownAs.contains { $0.lowercased() == wanted } }
    }
}
