import ArgumentParser
import ImageAnalysis

/// Which rules are asked.
struct RuleOptions: ParsableArguments {
    @Option(help: "Only this rule, by its id or another tool's; may be said several times.") var rule: [String] = []
    @Option(help: "Not this rule, by its id or another tool's; may be said several times.") var skipRule: [String] = []

    /// The ids of rules that alone are asked, and of those that are not.
    func ids(_ settings: ProjectSettings) throws(Failure) -> (only: Set<String>, skipped: Set<String>) {
        (try ids(.rule, settings.list(.rule, or: rule)), try ids(.skipRule, settings.list(.skipRule, or: skipRule)))
    }

    private func ids(_ setting: ProjectSetting, _ names: [String]) throws(Failure) -> Set<String> {
        var ids: Set<String> = []
        for name in names {
            let rules = RuleCatalog.rules(named: name)
            guard !rules.isEmpty else { throw .usage("\(setting.option): \(RuleCatalog.unknown(name))") }
            ids.formUnion(rules.map(\.id))
        }
        return ids
    }
}
