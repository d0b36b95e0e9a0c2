import Dockerfile
import Evidence
import FileTree
import OCI
import Packages
import Rules

/// A Dockerfile to start from: the image's own, cut into a builder and a final stage where it has one stage.
struct ImprovedDockerfile {
    private let image: AnalyzedImage
    private let variant: SmallerBase?
    private let kept: EntrySet
    private let trees: SourceTrees?
    private let recipe: BuildRecipe
    private let plan: StepPlan
    private let places: [TwoStages.PlacedStep]
    private let base: StageBases
    private let ending: FinalConfiguration
    private let closure: RuntimeClosure?
    private let smallest: SmallestBase?
    private var config: RuntimeConfig { image.image.config.config }

    /// - Parameters:
    ///   - kept: The entries that stay in the prediction: the Dockerfile does what it counts.
    ///   - trees: What stays in the builder of what was built.
    ///   - keepsBase: Whether the final stage starts from the image's own base, smaller or not.
    init(
        _ image: AnalyzedImage, closure: RuntimeClosure?, variant: SmallerBase?, kept: EntrySet,
        trees: SourceTrees?, smallest: SmallestBase? = nil, keepsBase: Bool = false
    ) {
        (self.image, self.closure, self.variant, self.kept, self.trees) = (image, closure, variant, kept, trees)
        self.smallest = smallest
        recipe = image.recipe
        plan = StepPlan(image: image, closure: closure, trees: trees)
        places = plan.places(of: recipe.steps)
        let own = closure.map { closure in
            SystemPackages.toInstall(in: image, reached: closure) { package in
                !image.isBase(layer: package.layer) || variant?.isDistribution == true
            }.filter { !image.isBase(layer: $0.layer) }
        }
        base = StageBases(
            image, variant: variant, keepsBase: keepsBase, own: own ?? [], steps: recipe.steps, closure: closure)
        ending = FinalConfiguration(image, closure: closure, isScratch: variant?.isScratch == true)
    }

    /// The Dockerfile.
    var text: String {
        let stages = image.stages.graph?.stages.count ?? 1
        let body = stages > 1 ? MultiStageDockerfile(image, base: base).lines : singleStage
        return (heading(stages) + body).joined(separator: "\n") + "\n"
    }

    private func heading(_ stages: Int) -> [String] {
        let origin =
            switch image.stages.source {
            case .provenance: "the Dockerfile in the image's provenance"
            case .given(let path), .found(let path): path
            case nil: "the image's history: sources of COPY and flags may be missing"
            }
        var lines = [
            "# syntax=docker/dockerfile:1", "# A start, by strata advise, from \(InstructionText.oneLine(origin)).",
        ]
        if let doubt = base.doubt { lines.append("# \(doubt)") }
        if stages <= 1 {
            lines.append("# The builder has the tools; the final stage has what runs. Try it before you trust it.")
        }
        return lines + [""]
    }

    // MARK: One stage becomes two

    private var singleStage: [String] {
        let writer = StageWriter(image, steps: recipe.steps)
        let needsBuilder =
            variant?.isScratch == true || places.contains { $0.place.needsBuilder($0.step) }
            || trees?.directories.isEmpty == false
        guard needsBuilder else {
            return ["FROM \(base.final)"] + start + oneStage(writer) + ending.lines
        }
        let stages = TwoStages(places, writer: writer, parts: parts)
        return ["FROM \(base.builder) AS builder"] + stages.builder + [""] + alternative + ["FROM \(base.final)"]
            + start + leftOut
            + stages.final + ending.lines
    }

    /// What the final stage takes, and how.
    private var parts: TwoStages.Parts {
        let isScratch = variant?.isScratch == true
        let takesBase = variant?.takesLocalFiles == true
        let apart =
            closure?.pythonPrefixes == ["usr/local"] && !takesBase && variant?.isDistribution != true && !isScratch
            && places.allSatisfy { step, place in
                if case .install(let manager) = place { return manager.name != "pip" || step.installsByPipAlone }
                // What is changed afterwards in Python's directories is not in one of pip's own.
                return place != .builder || !step.instruction.text.contains("site-packages")
            }
        var elsewhere = BuiltPaths.Elsewhere(distributions: apart, lacksBase: takesBase)
        for (step, place) in places where place == .copy || place == .setup && !isScratch {
            if let layer = plan.ownLayer(of: step) { elsewhere.layers.insert(layer) }
        }
        return TwoStages.Parts(
            built: BuiltPaths(
                of: image, kept: kept, trees: trees, home: config.workingDirectory ?? "/", elsewhere: elsewhere),
            accounts: Accounts(of: image), installsApart: apart, isScratch: isScratch,
            data: (variant?.data ?? []).map { "/" + $0 }, newUser: ending.newUser)
    }

    /// A smaller base that would do, where one is known.
    private var alternative: [String] {
        guard let smallest else { return [] }
        return [
            "# \(smallest.reference) would do too, with about \(smallest.bytes / 1_000_000) MB in all: it has no shell and "
                + "installs nothing."
        ]
    }

    private var leftOut: [String] {
        guard let directories = trees?.directories, !directories.isEmpty else { return [] }
        return ["# Only in the builder, for nothing that runs names them: \(directories.joined(separator: " "))"]
    }

    /// Nothing to build: the same instructions, the packages that are reached.
    private func oneStage(_ writer: StageWriter) -> [String] {
        places.flatMap { (step, place) -> [String] in
            switch place {
            case .dropped(let reason): reason.isEmpty ? [] : ["# Left out, \(reason): \(writer.oneLine(step))"]
            case .packages: []
            case .both: writer.setting(step)
            case .copy, .builderCopy: writer.copying(step, owner: ending.newUser == nil ? nil : "--chown=app:app")
            case .builder where step.instruction.keyword == .copy:
                ["# Left out, nothing at run time reaches what it adds: \(writer.oneLine(step))"]
            case .builder where step.instruction.keyword == .user: []
            default: writer.running(step)
            }
        }
    }

    /// What the final stage starts with: packages, what the old base set, a user.
    private var start: [String] {
        base.installation + baseSettings + (ending.newUser.map { ["RUN \($0)"] } ?? [])
    }

    /// The environment and working directory that the old base set, where the new one knows nothing of it.
    private var baseSettings: [String] {
        guard let variant, variant.isDistribution || variant.isScratch else { return [] }
        let own = Set(
            recipe.steps.filter { $0.instruction.keyword == .env }.flatMap { $0.instruction.pairs.map(\.name) })
        var lines = config.environment.compactMap { variable -> String? in
            guard let equals = variable.firstIndex(of: "=") else { return nil }
            let (name, value) = (String(variable[..<equals]), String(variable[variable.index(after: equals)...]))
            let isUsual = name == "PATH" && value == "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
            guard !own.contains(name) || name == "PATH" && variant.isScratch, !isUsual || variant.isScratch,
                !InstructionSource.isSecret(name)
            else { return nil }
            return "ENV \(name)=\(InstructionSource.quotedVariable(value))"
        }
        if let home = config.workingDirectory, home != "/",
            !recipe.steps.contains(where: { $0.instruction.keyword == .workdir })
        {
            lines.append("WORKDIR \(home)")
        }
        return lines
    }
}
