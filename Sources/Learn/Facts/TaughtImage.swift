import FileTree
import ImageAnalysis

/// What lessons may ask of the images that they teach on.
public struct TaughtImage: Facts {
    /// The image that is open in the explorer.
    let image: AnalyzedImage
    /// All images of the lesson, by their names in it.
    let others: [String: AnalyzedImage]

    /// - Parameters:
    ///   - image: The image that is open.
    ///   - others: All images of the lesson, by name.
    public init(_ image: AnalyzedImage, others: [String: AnalyzedImage] = [:]) {
        (self.image, self.others) = (image, others)
    }

    /// What a fact comes to; `image(NAME).` in front asks another image of the lesson.
    public func value(of name: FactName) throws(LessonFault) -> FactValue {
        guard let first = name.parts.first, first.name == "image", let other = first.argument, name.parts.count > 1
        else { return try TaughtImage.catalog.value(of: name, in: self) }
        return try TaughtImage(try self.other(other), others: others).value(of: name.rest)
    }

    /// Another image of the lesson.
    func other(_ name: String) throws(LessonFault) -> AnalyzedImage {
        guard let image = others[name] else {
            throw LessonFault(
                "the lesson has no image “\(name)”" + Spelling.suggestion(for: name, among: others.keys.sorted()))
        }
        return image
    }

    private static let catalog = FactCatalog(
        plain: FactTable("an image", figures + runtime), roots: sums + texts + things + judgements)

    private typealias Root = FactRoot<TaughtImage>

    private static let sums: [Root] = [
        Root("size", ValueFacts.bytes) { facts, argument throws(LessonFault) in
            ImageStages.sum(Array(1...(try facts.layer(argument))), in: facts.image.stack)
        },
        Root("shown", ValueFacts.bytes) { facts, argument throws(LessonFault) in
            try facts.view(after: argument).size(of: .root)
        },
    ]

    private static let texts: [Root] = [
        Root("environment", ValueFacts.text) { facts, name throws(LessonFault) in
            facts.variables.first { $0.hasPrefix("\(name)=") }.map { String($0.dropFirst(name.count + 1)) } ?? ""
        },
        Root("label", ValueFacts.text) { facts, name throws(LessonFault) in
            facts.image.image.config.config.labels[name] ?? ""
        },
        Root("history", ValueFacts.number) { facts, text throws(LessonFault) in
            facts.image.image.config.history.filter { $0.createdBy?.contains(text) == true }.count
        },
    ]

    private static let things: [Root] = [
        Root("layer", LayerFacts.table) { facts, argument throws(LessonFault) in
            LayerFacts(image: facts.image, number: try facts.layer(argument))
        },
        Root("path", PathFacts.table) { facts, argument throws(LessonFault) in try PathFacts(argument, facts) },
        Root("matching", MatchingFacts.table) { facts, argument throws(LessonFault) in
            try MatchingFacts(argument, facts)
        },
        Root("stage", StageFacts.table) { facts, argument throws(LessonFault) in
            StageFacts(image: facts.image, stage: try facts.stage(argument))
        },
        Root("carried", CarriedFacts.table) { facts, argument throws(LessonFault) in
            CarriedFacts(image: facts.image, stage: try facts.stage(argument))
        },
        Root("package", PackageFacts.table) { facts, name throws(LessonFault) in try facts.package(name) },
        Root("shared", SharedFacts.table) { facts, name throws(LessonFault) in
            SharedFacts(image: facts.image, other: try facts.other(name))
        },
    ]

    private static let judgements: [Root] = [
        Root("findings", ValueFacts.number) { facts, name throws(LessonFault) in
            try facts.image[TaughtFindings.self].findings.count(of: name)
        },
        Root("remedy", ValueFacts.saved) { facts, name throws(LessonFault) in try facts.saved(by: name) },
    ]

    private static let figures: [FactTable<TaughtImage>.Row] = [
        ("size", { .bytes($0.image.waste.layerBytes) }),
        ("shown", { .bytes($0.image.waste.visibleBytes) }),
        ("wasted", { .bytes($0.image.waste.wastedBytes) }),
        ("efficiency", { $0.efficiency }),
        ("possible", { .bytes($0.image[TaughtAdvice.self].advice.after.bytes) }),
        (
            "saved",
            { facts in
                let advice = facts.image[TaughtAdvice.self].advice
                return .bytes(advice.before.bytes - advice.after.bytes)
            }
        ),
        ("compressed", { $0.image.compressedSizes.total(\.pushed).map { .bytes($0.bytes) } }),
        ("layers", { .count($0.image.stack.layerCount) }),
        ("files", { .count($0.image.view?.fileCount(of: .root) ?? 0) }),
        ("packages", { .count($0.image.packages.packages.count) }),
        ("base.layers", { .count($0.image.stages.baseLayers.count) }),
        ("base.size", { ImageStages.sum($0.image.stages.baseLayers, in: $0.image.stack).map { .bytes($0) } }),
        ("yours.layers", { .count($0.own.count) }),
        ("yours.size", { ImageStages.sum($0.own, in: $0.image.stack).map { .bytes($0) } }),
        ("findings", { .count($0.image[TaughtFindings.self].findings.count) }),
        ("code.layers", { ChangeCosts(of: $0.image.stages).code.map { .count($0.layers.count) } }),
        ("code.size", { ChangeCosts(of: $0.image.stages).code?.bytes(in: $0.image.stack).map { .bytes($0) } }),
        ("code.possible", { $0.image[TaughtAdvice.self].advice.codeChange?.after.map { .bytes($0.bytes) } }),
    ]

    private static let runtime: [FactTable<TaughtImage>.Row] = [
        ("user", { .text($0.image.image.config.config.user ?? "") }),
        ("workdir", { .text($0.image.image.config.config.workingDirectory ?? "") }),
        ("command", { .text(words($0.image.image.config.config.command)) }),
        ("entrypoint", { .text(words($0.image.image.config.config.entrypoint)) }),
        ("healthcheck", { .text(words($0.image.image.config.config.healthcheck?.test)) }),
    ]

    private static func words(_ words: [String]?) -> String { (words ?? []).joined(separator: " ") }

    private var variables: [String] { image.image.config.config.environment }

    private var efficiency: FactValue {
        let waste = image.waste
        return .ratio(waste.layerBytes > 0 ? Double(waste.visibleBytes) / Double(waste.layerBytes) : 1)
    }

    /// The layers above the base image.
    private var own: [Int] {
        let base = Set(image.stages.baseLayers)
        return (1..<image.stack.layerCount + 1).filter { !base.contains($0) }
    }

    /// The layer that an argument means.
    func layer(_ argument: String) throws(LessonFault) -> Int {
        guard let number = Int(argument), number >= 1, number <= image.stack.layerCount else {
            throw LessonFault("there is no layer \(argument): the image has \(image.stack.layerCount)")
        }
        return number
    }

    /// The tree after a layer.
    func view(after argument: String) throws(LessonFault) -> TreeView {
        image.stack.view(of: 1...(try layer(argument)))
    }

    /// What stands before `@`, and the tree after the layer behind it; without one the final tree.
    func splitLayer(_ argument: String) throws(LessonFault) -> (text: String, view: TreeView) {
        if let at = argument.lastIndex(of: "@"), argument.index(after: at) < argument.endIndex,
            argument[argument.index(after: at)...].allSatisfy(\.isASCIIDigit)
        {
            return (String(argument[..<at]), try view(after: String(argument[argument.index(after: at)...])))
        }
        guard let view = image.view else { throw LessonFault("the image has no layers") }
        return (argument, view)
    }

    fileprivate func stage(_ name: String) throws(LessonFault) -> ImageStage {
        let stages = image.stages.stages
        let found = stages.last { $0.name == name.lowercased() || $0.label == name }
        guard let stage = found ?? stages.first(where: { $0.role == .final && name == "final" }) else {
            throw LessonFault(
                "the image has no stage “\(name)”" + Spelling.suggestion(for: name, among: stages.map(\.label)))
        }
        return stage
    }

    fileprivate func package(_ name: String) throws(LessonFault) -> Package {
        let packages = image.packages.packages
        guard let package = packages.first(where: { $0.name == name }) else {
            let near = Spelling.nearest(to: name, among: packages.map(\.name))
            throw LessonFault("the image has no package “\(name)”" + (near.map { ": did you mean \($0)?" } ?? ""))
        }
        return package
    }

    /// What a remedy of the advice saves.
    fileprivate func saved(by name: String) throws(LessonFault) -> Int64 {
        let advice = image[TaughtAdvice.self].advice
        let remedies = (advice.remedies + advice.options).filter { $0.id == name }
        guard !remedies.isEmpty else {
            throw LessonFault(
                "the advice has no remedy “\(name)”" + Spelling.suggestion(for: name, among: advice.remedies.map(\.id)))
        }
        return remedies.reduce(0) { $0.addingSaturated($1.savedBytes) }
    }
}

extension [Finding] {
    /// How many there are of a rule, or of a category.
    func count(of name: String) throws(LessonFault) -> Int {
        if let category = Rule.Category(rawValue: name) { return count { $0.rule.category == category } }
        let rules = RuleCatalog.rules.map(\.id)
        guard rules.contains(name) else {
            let nearest = Spelling.nearest(to: name, among: rules + Rule.Category.allCases.map(\.rawValue))
            throw LessonFault(
                "there is no rule or category “\(name)”"
                    + (nearest.map { ": did you mean \($0)?" } ?? "; strata rules lists them"))
        }
        return count { $0.rule.id == name }
    }
}

/// What rules find in an image, asked once for all lessons that teach on it.
struct TaughtFindings: Deduction {
    let findings: [Finding]

    init(of image: AnalyzedImage) {
        findings = image.findings(of: RuleCatalog.imageRules, RuleCatalog.dockerfileRules)
    }
}

/// What strata advises on an image, asked once for all lessons that teach on it.
struct TaughtAdvice: Deduction {
    let advice: Advice

    init(of image: AnalyzedImage) {
        advice = Advice(on: image, findings: image[TaughtFindings.self].findings)
    }
}
