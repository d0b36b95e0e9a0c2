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
        var rules = Dictionary(RuleCatalog.rules.map { ($0.id, EntrySet()) }) { first, _ in first }
        var categories: [String: Set<String>] = [:]
        for finding in findings {
            let rule = finding.rule.id.lowercased()
            // Taken out while it grows, or all of it would be copied.
            var entries = rules.removeValue(forKey: rule) ?? EntrySet()
            for place in finding.places(in: stack) { entries.insert(place.entry) }
            rules[rule] = entries
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
        for package in packages {
            let name = package.name.lowercased()
            // Most names stand for one package, whose list is taken as it is.
            known[name] = known[name].map { $0 + package.files } ?? package.files
        }
        self.packages = known
    }
}
