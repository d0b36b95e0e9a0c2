import Dockerfile
import Evidence
import FileTree
import Packages
import Rules

/// Where each instruction of an image of one stage belongs when it is cut in two.
///
/// The builder has all that the author wrote in the author's order, so that it builds as before; what is said here is what
/// the final stage has of an instruction beside the files that it copies.
struct StepPlan {
    /// Where an instruction belongs.
    enum Place: Equatable {
        /// Settings that both stages need.
        case both
        /// Only the builder: its files are copied.
        case builder
        /// Only the final stage: what it says of the image.
        case final
        /// A copy from the build context, or from another image, that later instructions leave as it is.
        case copy
        /// A copy from the build context that is changed later, or that is for building: its files are copied.
        case builderCopy
        /// An installation of dependencies.
        case install(DependencyManager)
        /// An installation of system packages: of those that are reached the final stage has one of its own.
        case packages
        /// What it changes is no file to copy: both stages run it.
        case setup
        /// Nowhere, and why.
        case dropped(String)
    }

    let image: AnalyzedImage
    let closure: RuntimeClosure?
    let trees: SourceTrees?
    private let isOneLayer: Bool

    init(image: AnalyzedImage, closure: RuntimeClosure?, trees: SourceTrees?) {
        (self.image, self.closure, self.trees) = (image, closure, trees)
        isOneLayer = OneLayer(of: image).isWhole
    }

    /// The layer of an instruction alone; nil where other instructions stored in it too.
    func ownLayer(of step: BuildRecipe.Step) -> Int? { isOneLayer ? nil : step.layer }

    /// The places of all instructions.
    func places(of steps: [BuildRecipe.Step]) -> [TwoStages.PlacedStep] {
        var places = steps.map { (step: $0, place: place(of: $0)) }
        for index in places.indices where isUndone(index, of: places) {
            places[index].place = .dropped("later instructions delete what it makes")
            places[index + 1].place = .dropped("what it deletes is not copied in the first place")
        }
        // Where all is one layer, whether a copy is as it was when nothing could have changed it.
        let isBuilt = places.contains { !$0.place.isPlain }
        for index in places.indices where places[index].place == .copy {
            let step = places[index].step
            let isKept = ownLayer(of: step) == nil ? !isBuilt : isLeftAlone(step)
            if !isKept { places[index].place = .builderCopy }
        }
        return places
    }

    private func place(of step: BuildRecipe.Step) -> Place {
        switch step.instruction.keyword {
        case .env, .workdir, .arg, .shell: .both
        case .copy, .add: isReached(step) ? .copy : .builder
        case .run: placeOfRun(step)
        case .cmd, .entrypoint, .healthcheck: .dropped("")
        case .user: .builder
        default: .final
        }
    }

    /// Programs of another image are only for the builder where nothing runs them.
    private func isReached(_ step: BuildRecipe.Step) -> Bool {
        let isForeign = step.instruction.flag("from") != nil || step.copiesAbsolutePaths
        guard isForeign, let layer = ownLayer(of: step), let closure, closure.isComplete else { return true }
        return image.stack.entries(of: layer).contains { entry in
            guard image.stack.entry(entry).size > 0, let path = image.stack.path(of: entry) else { return false }
            return image.view?.entry(of: path) == entry && closure.files[path] != nil
        }
    }

    private func placeOfRun(_ step: BuildRecipe.Step) -> Place {
        if let manager = step.commands.lazy.compactMap(DependencyManager.installing).first { return .install(manager) }
        if step.onlyInstallsPackages { return .packages }
        return SystemSetup(step).isWhole ? .setup : .builder
    }

    /// Whether all that an instruction stores is deleted by the one after it, which does nothing else.
    private func isUndone(_ index: Int, of places: [TwoStages.PlacedStep]) -> Bool {
        guard places.indices.contains(index + 1), places[index].place == .builder || places[index].place == .copy,
            let layer = ownLayer(of: places[index].step), let next = ownLayer(of: places[index + 1].step)
        else { return false }
        let names = Set(places[index + 1].step.commands.map(\.name))
        guard !names.isEmpty, names.isSubset(of: ["rm", "echo", "true", ":"]) else { return false }
        let entries = image.stack.entries(of: layer).filter { image.stack.entry($0).kind != .directory }
        let stored = image.stack.entries(of: next).contains { image.stack.entry($0).size > 0 }
        return !stored && !entries.isEmpty
            && entries.allSatisfy { entry in
                image.stack.path(of: entry).map { image.view?.isPresent($0) == false } ?? false
            }
    }

    /// Whether the final tree shows all that a copy stored as the copy stored it, and all of it is needed.
    private func isLeftAlone(_ step: BuildRecipe.Step) -> Bool {
        guard let layer = ownLayer(of: step), let view = image.view else { return false }
        return image.stack.entries(of: layer).allSatisfy { reference in
            guard image.stack.entry(reference).kind != .directory, let path = image.stack.path(of: reference) else {
                return true
            }
            return view.entry(of: path) == reference && view.isPresent(path) && trees?.files.contains(path) != true
        }
    }
}

extension StepPlan.Place {
    /// Whether it makes no file that has to be taken from a builder.
    fileprivate var isPlain: Bool {
        switch self {
        case .builder, .install, .builderCopy: false
        default: true
        }
    }

    /// Whether a stage of its own is needed for it.
    func needsBuilder(_ step: BuildRecipe.Step) -> Bool {
        switch self {
        case .install, .builderCopy: true
        case .builder: step.instruction.keyword == .run
        default: false
        }
    }
}

extension BuildRecipe.Step {
    /// Whether it is a copy of absolute paths: history leaves `--from` out, and these cannot be of the context.
    var copiesAbsolutePaths: Bool {
        instruction.keyword == .copy && !contextSources.isEmpty && contextSources.allSatisfy { $0.hasPrefix("/") }
    }
}
