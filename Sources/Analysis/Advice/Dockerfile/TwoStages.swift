import Dockerfile
import FileTree
import Packages
import Rules

/// One stage cut in two: the builder has the instructions as they are, the dependencies before the code; the final
/// stage installs the packages that are reached and takes what was built and stays.
struct TwoStages {
    typealias PlacedStep = (step: BuildRecipe.Step, place: StepPlan.Place)

    let steps: [PlacedStep]
    let writer: StageWriter
    let built: BuiltPaths
    /// The base's layers where the final stage lacks what they have beside packages; none where it does not.
    let lostLayers: Set<Int>
    /// `pip install --prefix` needs a Python of the same place in both stages, and installs nothing in an environment.
    let canInstallApart: Bool
    /// The flag that gives what is copied to the user, with a space after it; empty where there is none.
    let owner: String

    private(set) var builder: [String] = []
    private(set) var final: [String] = []
    private var code: [BuildRecipe.Step] = []
    /// What follows the code in the Dockerfile may need it.
    private var late: [String] = []
    private var copiedManifests: Set<String> = []

    init(
        _ steps: [PlacedStep], writer: StageWriter, built: BuiltPaths, lostLayers: Set<Int>, canInstallApart: Bool,
        owner: String
    ) {
        (self.steps, self.writer, self.built, self.lostLayers) = (steps, writer, built, lostLayers)
        (self.canInstallApart, self.owner) = (canInstallApart, owner)
        for (step, place) in steps { add(step, place) }
        finish()
    }

    private mutating func add(_ step: BuildRecipe.Step, _ place: StepPlan.Place) {
        switch place {
        case .both:
            builder += writer.setting(step)
            final += writer.setting(step)
        case .packages(let isWhole):
            builder += writer.building(step)
            if isWhole { final += writer.running(step) }
        case .builder:
            let lines =
                (step.addsPrograms ? ["# Nothing at run time reaches what this adds."] : []) + writer.building(step)
            if code.isEmpty || step.addsPrograms { builder += lines } else { late += lines }
        case .install(let manager):
            builder += writer.install(
                step, manager, copied: copiedManifests, apart: canInstallApart && isApart(step, manager))
            late += writer.installProject(step, manager)
        case .code:
            code.append(step)
        case .final:
            addToFinal(step)
        case .dropped(let reason):
            if !reason.isEmpty { final.append("# Left out, \(reason): \(writer.oneLine(step))") }
        }
    }

    /// A file of the context is for the builder too, which may need it; sources that are compiled are for it alone.
    private mutating func addToFinal(_ step: BuildRecipe.Step) {
        guard !step.contextSources.isEmpty else {
            final += writer.running(step)
            return
        }
        let text = writer.copying(step)
        if code.isEmpty { builder += text } else { late += text }
        copiedManifests.formUnion(step.contextSources)
        if !isOnlyForBuilding(step) { final += writer.copying(step, owner: owner) }
    }

    private func isOnlyForBuilding(_ step: BuildRecipe.Step) -> Bool {
        if let layer = step.layer, built.isCompiledSource(layer: layer) { return true }
        let manifests = steps.flatMap { place in
            if case .install(let manager) = place.place { return manager.manifests } else { return [] }
        }
        return step.contextSources.allSatisfy(manifests.contains)
    }

    private func isApart(_ step: BuildRecipe.Step, _ manager: DependencyManager) -> Bool {
        manager.name == "pip" && step.commands.count == 1 && !step.instruction.isJSON
    }

    /// The layers of the steps that build, from 1; those of `pip install --prefix` are copied as one.
    private var builtLayers: Set<Int> {
        Set(
            steps.compactMap { step, place in
                switch place {
                case .builder, .packages: step.layer
                case .install(let manager): canInstallApart && isApart(step, manager) ? nil : step.layer
                default: nil
                }
            })
    }

    private var installsApart: Bool {
        canInstallApart
            && steps.contains { step, place in
                if case .install(let manager) = place { isApart(step, manager) } else { false }
            }
    }

    /// Whether something is built in the working directory: it is copied whole, but for sources alone.
    private func copiesHome(_ paths: [String]) -> Bool {
        guard writer.home != "/" else { return false }
        if !code.isEmpty, code.allSatisfy({ $0.layer.map(built.isCompiledSource) ?? false }) { return false }
        let isUnknown = steps.contains { step, place in
            if step.layer != nil { return false }
            switch place {
            case .builder: return !step.addsPrograms
            case .install(let manager): return !(canInstallApart && isApart(step, manager))
            default: return false
            }
        }
        return isUnknown || paths.contains { $0 == writer.home || $0.hasPrefix(writer.home + "/") }
    }

    private mutating func finish() {
        let paths = built.paths(ofLayers: builtLayers.union(lostLayers))
        let copiesHome = copiesHome(paths)
        if installsApart { final.append("COPY --from=builder /install /usr/local") }
        for path in paths where !copiesHome || path != writer.home && !path.hasPrefix(writer.home + "/") {
            final.append("COPY --from=builder \(InstructionSource.copied(path))")
        }
        if copiesHome || !late.isEmpty { builder += code.flatMap { writer.copying($0) } }
        builder += late
        if copiesHome {
            final.append("COPY --from=builder \(owner)\(InstructionSource.copied(writer.home))")
        } else {
            for step in code where !(step.layer.map(built.isCompiledSource) ?? false) {
                final += writer.copying(step, owner: owner)
            }
        }
    }
}
