import Evidence
import FileTree
import Packages

extension PathFilter.Context {
    /// What an analysed image's stages tell, its findings and, where wanted, its packages.
    public init(_ image: AnalyzedImage, findings: [Finding]?, hasPackages: Bool) {
        self.init()
        add(stages: image.stages.stages)
        if let findings { add(findings: findings, in: image.stack) }
        if hasPackages { add(packages: image.packages.packages) }
    }

    /// Makes stages known, by name and by number.
    public mutating func add(stages: [ImageStage]) {
        var known = self.stages ?? [:]
        for stage in stages {
            let names = [stage.name, stage.index.map(String.init), stage.label].compactMap { $0?.lowercased() }
            for name in Set(names) { known[name, default: []].formUnion(stage.layers) }
        }
        self.stages = known
    }

    /// Makes findings known: the entries that they name, by category and by rule.
    public mutating func add(findings: [Finding], in stack: LayerStack) {
        var rules = Dictionary(RuleCatalog.rules.map { ($0.id, [EntryReference]()) }) { first, _ in first }
        var categories: [String: Set<String>] = [:]
        for finding in findings {
            let rule = finding.rule.id.lowercased()
            rules[rule, default: []] += finding.places(in: stack).map(\.entry)
            categories[finding.rule.category.rawValue, default: []].insert(rule)
        }
        marks = Dictionary(
            uniqueKeysWithValues: Rule.Category.allCases.map { category in
                (category.rawValue, (categories[category.rawValue] ?? []).sorted().compactMap { rules[$0] })
            })
        self.rules = rules
    }

    /// Makes packages known, by name.
    public mutating func add(packages: [Package]) {
        var known = self.packages ?? [:]
        for package in packages { known[package.name.lowercased(), default: []].formUnion(package.files) }
        self.packages = known
    }
}
