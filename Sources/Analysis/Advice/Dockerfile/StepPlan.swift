import Dockerfile
import Evidence
import FileTree
import Packages
import Rules

/// Where each instruction of an image of one stage belongs when it is cut in two.
struct StepPlan {
    /// Where an instruction belongs.
    enum Place: Equatable {
        /// Settings that both stages need.
        case both
        /// Only the builder.
        case builder
        /// Only the final stage.
        case final
        /// The copy of the whole context: after the dependencies.
        case code
        /// An installation of dependencies.
        case install(DependencyManager)
        /// An installation of system packages of which some are needed at run time, or all.
        case packages(isWhole: Bool)
        /// Nowhere, and why.
        case dropped(String)
    }

    let image: AnalyzedImage
    let closure: RuntimeClosure?
    /// The entries that stay.
    let kept: Set<EntryReference>

    func place(of step: BuildRecipe.Step) -> Place {
        switch step.instruction.keyword {
        case .env, .workdir, .arg, .shell: .both
        case .copy, .add: placeOfCopy(step)
        case .run: placeOfRun(step)
        case .user, .cmd, .entrypoint, .healthcheck: .dropped("")
        default: .final
        }
    }

    private func placeOfCopy(_ step: BuildRecipe.Step) -> Place {
        if step.copiesContext { return .code }
        if step.instruction.flag("from") != nil || step.instruction.keyword == .copy && isFromElsewhere(step) {
            return isReached(step) ? .final : .builder
        }
        return .final
    }

    /// History leaves `--from` out; absolute sources of a `COPY` cannot be of the context.
    private func isFromElsewhere(_ step: BuildRecipe.Step) -> Bool {
        !step.contextSources.isEmpty && step.contextSources.allSatisfy { $0.hasPrefix("/") }
    }

    private func placeOfRun(_ step: BuildRecipe.Step) -> Place {
        if let manager = step.commands.lazy.compactMap(DependencyManager.installing).first { return .install(manager) }
        if isAllHidden(step) { return .dropped("later instructions delete what it makes") }
        let names = Set(step.commands.map(\.name))
        if !names.isEmpty, names.isSubset(of: ["rm", "echo", "true", ":"]) {
            return .dropped("what it deletes is not copied in the first place")
        }
        if !names.isEmpty, names.isSubset(of: ["chmod", "chown"]) {
            return .dropped("COPY --chmod and --chown do it without a second copy")
        }
        if step.commands.contains(where: \.installsSystemPackages) { return placeOfPackages(step) }
        if !names.isEmpty, names.isSubset(of: StepPlan.settings) { return .final }
        guard let layer = step.layer else { return names.isDisjoint(with: StepPlan.builds) ? .final : .builder }
        return makesFiles(layer) || !names.isDisjoint(with: StepPlan.builds) ? .builder : .final
    }

    /// Programs that build.
    private static let builds: Set<String> = [
        "make", "go", "cargo", "gcc", "g++", "cmake", "mvn", "gradle", "npm", "yarn", "pnpm", "tsc", "meson", "javac",
    ]
    /// Programs that set the system up: what they change is no file to copy.
    private static let settings: Set<String> = [
        "useradd", "adduser", "groupadd", "addgroup", "usermod", "mkdir", "ln", "chmod", "chown", "sed", "touch",
        "echo", "printf", "locale-gen", "ldconfig", "update-ca-certificates", "set", "true", ":",
    ]

    private func makesFiles(_ layer: Int) -> Bool {
        image.stack.entries(of: layer).contains { entry in
            guard kept.contains(entry), let path = image.stack.path(of: entry) else { return false }
            return BuiltPaths.isBuilt(path, in: image)
        }
    }

    private func placeOfPackages(_ step: BuildRecipe.Step) -> Place {
        guard let layer = step.layer else { return .packages(isWhole: true) }
        guard isReached(step) else { return .builder }
        // All that it stored stays: no recommended packages that nothing reaches, no lists and caches.
        let isWhole = image.stack.entries(of: layer).allSatisfy { image.stack.entry($0).size == 0 || kept.contains($0) }
        return .packages(isWhole: isWhole && !makesFiles(layer))
    }

    /// Whether everything that the step stored is hidden again.
    private func isAllHidden(_ step: BuildRecipe.Step) -> Bool {
        guard let layer = step.layer, let size = image.stack.totals(of: layer)?.size, size > 0,
            image.waste.wastedBytesByLayer.indices.contains(layer - 1)
        else { return false }
        return image.waste.wastedBytesByLayer[layer - 1] == size
    }

    /// Whether what runs reaches a program or library that the step's layer put there.
    func isReached(_ step: BuildRecipe.Step) -> Bool {
        guard let layer = step.layer, let closure, let view = image.view else { return true }
        return image.stack.entries(of: layer).contains { entry in
            guard image.stack.entry(entry).size > 0, let path = image.stack.path(of: entry),
                view.entry(of: path) == entry
            else { return false }
            guard let owner = image.packages.owner(of: path), owner.ecosystem.isSystem else {
                return closure.files[path] != nil
            }
            return image.packages.packages.contains {
                PackageIdentity($0) == PackageIdentity(owner) && $0.layer == layer
            }
                && closure.packages[PackageIdentity(owner)] != nil
        }
    }
}
