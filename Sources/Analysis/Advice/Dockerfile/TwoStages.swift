import Dockerfile
import FileTree
import Packages
import Rules

/// One stage cut in two: the builder has the instructions as they are, the dependencies before the code; the final
/// stage installs the packages that are reached and takes what was built and stays.
struct TwoStages {
    typealias PlacedStep = (step: BuildRecipe.Step, place: StepPlan.Place)

    /// What the final stage is made of beside the instructions.
    struct Parts {
        let built: BuiltPaths?
        let accounts: Accounts
        /// Whether pip installs into a directory of its own.
        let installsApart: Bool
        /// Whether the final stage can run no command, for it has no base.
        let isScratch: Bool
        /// What a base without anything gets, paths with leading slashes.
        let data: [String]
        /// The user that is made because the image has none.
        let newUser: String?
    }

    let steps: [PlacedStep]
    let writer: StageWriter
    let parts: Parts

    private(set) var builder: [String] = []
    private(set) var final: [String] = []
    /// Copies of the whole context that wait for the installation of dependencies before them.
    private var code: [BuildRecipe.Step] = []
    private var copied: Set<String> = []

    init(_ steps: [PlacedStep], writer: StageWriter, parts: Parts) {
        (self.steps, self.writer, self.parts) = (steps, writer, parts)
        for index in steps.indices { addToBuilder(index) }
        addToFinal()
    }

    // MARK: The builder

    private mutating func addToBuilder(_ index: Int) {
        let (step, place) = steps[index]
        switch place {
        case .both: builder += writer.setting(step)
        case .packages: builder += writer.building(step)
        case .install(let manager):
            let manifests = code.isEmpty ? nil : writer.manifests(step, manager)
            if manifests == nil { addCode() }
            builder += writer.install(
                step, manager, manifests: (manifests ?? []).filter { !copied.contains($0) },
                apart: parts.installsApart && step.installsByPipAlone)
            if !code.isEmpty, writer.installsProjectLater(step, manager) {
                addCode()
                builder += writer.installProject(step, manager)
            }
        case .copy, .builderCopy:
            if step.copiesContext, dependenciesFollow(index) {
                code.append(step)
            } else {
                addCode()
                builder += writer.copying(step)
                copied.formUnion(step.contextSources)
            }
        case .builder, .setup:
            addCode()
            builder += writer.building(step)
        case .final, .dropped: break
        }
    }

    private mutating func addCode() {
        builder += code.flatMap { writer.copying($0) }
        code = []
    }

    /// Whether an installation of dependencies that needs only files known by name comes next, with nothing before it that
    /// could need the code.
    private func dependenciesFollow(_ index: Int) -> Bool {
        guard writer.copiesHere(steps[index].step) else { return false }
        for (step, place) in steps[(index + 1)...] {
            switch place {
            case .install(let manager): return writer.manifests(step, manager) != nil
            case .both where step.instruction.keyword != .workdir: continue
            case .packages, .final, .dropped: continue
            default: return false
            }
        }
        return false
    }

    // MARK: The final stage

    private mutating func addToFinal() {
        let setups = steps.filter { $0.step.instruction.keyword == .run }.map { SystemSetup($0.step) }
        let made = setups.flatMap(\.accounts) + (parts.newUser.map { [$0] } ?? [])
        var late: [String] = []
        var volumes: [String] = []
        for (index, (step, place)) in steps.enumerated() {
            switch place {
            case .both: final += writer.setting(step)
            case .setup where parts.isScratch: break
            case .setup:
                let setup = SystemSetup(step)
                if setup.makesAccounts { final += writer.running(step) } else { late += writer.running(step) }
            case .builder where !parts.isScratch, .install where !parts.isScratch:
                let setup = SystemSetup(step)
                if !setup.accounts.isEmpty { final.append("RUN " + setup.accounts.joined(separator: " && ")) }
                if !setup.records.isEmpty { late.append("RUN " + setup.records.joined(separator: " && ")) }
            case .final where step.instruction.keyword == .volume: volumes += writer.running(step)
            case .final: final += writer.running(step)
            case .copy where !isLast(index) || step.instruction.flag("from") != nil:
                final += writer.copying(step, owner: owner)
            case .dropped(let reason) where !reason.isEmpty:
                final.append("# Left out, \(reason): \(writer.oneLine(step))")
            default: break
            }
        }
        if !parts.isScratch { final += missingAccounts(setups.flatMap(\.accounts)) }
        addCopies(made)
        for index in steps.indices where steps[index].place == .copy && isLast(index) {
            final += writer.copying(steps[index].step, owner: owner)
        }
        if !parts.isScratch {
            let needsCache = parts.built?.hasLibraries == true && !late.contains { $0.contains("ldconfig") }
            final += late + (needsCache ? ["RUN ldconfig"] : [])
        }
        final += volumes
        if builderIsUsed { addCode() } else { code = [] }
    }

    /// Whether a copy of the whole context can be the last thing: no other directory becomes the working one after it.
    private func isLast(_ index: Int) -> Bool {
        steps[index].step.copiesContext
            && !steps[(index + 1)...].contains { $0.step.instruction.keyword == .workdir }
    }

    /// Copies that still wait are needed where the final stage takes them from the builder.
    private var builderIsUsed: Bool {
        code.contains { step in
            steps.contains { $0.step.instruction.lines == step.instruction.lines && $0.place == .builderCopy }
        }
    }

    private func missingAccounts(_ commands: [String]) -> [String] {
        guard let user = writer.user.split(separator: ":").first.map(String.init),
            let command = parts.accounts.missing(user, commands: commands)
        else { return [] }
        return ["RUN \(command)"]
    }

    private mutating func addCopies(_ commands: [String]) {
        if parts.installsApart, steps.contains(where: { $0.place.isInstallation && $0.step.installsByPipAlone }) {
            final.append("COPY --from=builder /install /usr/local")
        }
        for path in parts.data where path.hasPrefix("/") {
            final.append("COPY --from=builder \(InstructionSource.copied(path))")
        }
        guard let built = parts.built else { return }
        for copy in built.copies {
            let flag = flag(for: copy.owner, at: copy.destination, commands)
            final.append("COPY --from=builder \(flag)\(InstructionSource.copied(copy.sources, to: copy.destination))")
        }
        final += parts.isScratch ? scratchLinks(built) : links(built)
        final += directories(built, commands)
    }

    private func flag(for owner: BuiltPaths.Owner?, at path: String, _ commands: [String]) -> String {
        if let owner {
            let names =
                parts.isScratch
                ? "\(owner.user):\(owner.group)"
                : parts.accounts.owner(owner.user, owner.group, made: commands)
            return "--chown=\(names) "
        }
        let isHome = path == writer.home || path.hasPrefix(writer.home + "/")
        return isHome && writer.home != "/" ? self.owner.map { "\($0) " } ?? "" : ""
    }

    /// The flag that gives what is copied to the new user.
    private var owner: String? { parts.newUser == nil ? nil : "--chown=app:app" }

    private func links(_ built: BuiltPaths) -> [String] {
        guard !built.links.isEmpty else { return [] }
        let directories = Set(
            built.links.map { String($0.path[..<($0.path.lastIndex(of: "/") ?? $0.path.startIndex)]) })
        let made = directories.filter { !$0.isEmpty && !parts.accounts.isInBase($0) }.sorted().map(
            StageWriter.shellQuoted
        ).joined(separator: " ")
        let commands = built.links.map {
            "ln -sfn \(StageWriter.shellQuoted($0.target)) \(StageWriter.shellQuoted($0.path))"
        }
        return ["RUN " + ((made.isEmpty ? [] : ["mkdir -p \(made)"]) + commands).joined(separator: " && \\\n    ")]
            .flatMap { $0.split(separator: "\n").map(String.init) }
    }

    /// Without a shell a link becomes a copy of what it leads to.
    private func scratchLinks(_ built: BuiltPaths) -> [String] {
        built.links.map { "COPY --from=builder \(InstructionSource.copied($0.path))" }
    }

    private func directories(_ built: BuiltPaths, _ commands: [String]) -> [String] {
        let setups = steps.filter { $0.place == .setup }.map(\.step.instruction.text)
        let isRun = { (path: String) in !parts.isScratch && setups.contains { $0.names(path) } }
        return built.emptyDirectories.filter { !isRun($0.path) }.map { directory in
            let owner = directory.owner
            let isRoot = owner == BuiltPaths.Owner(user: 0, group: 0)
            let names =
                parts.isScratch
                ? "\(owner.user):\(owner.group)"
                : parts.accounts.owner(owner.user, owner.group, made: commands)
            guard !parts.isScratch else {
                return
                    "COPY --from=builder \(isRoot ? "" : "--chown=\(names) ")\(InstructionSource.copied(directory.path))"
            }
            let flags =
                isRoot
                ? ""
                : names.split(separator: ":").map(String.init).enumerated().map {
                    ($0 == 0 ? " -o " : " -g ") + $1
                }.joined()
            let mode = String(directory.mode & 0o7777, radix: 8)
            return "RUN install -d -m \(mode)\(flags) \(StageWriter.shellQuoted(directory.path))"
        }
    }
}

extension StepPlan.Place {
    /// Whether it installs dependencies.
    fileprivate var isInstallation: Bool {
        if case .install = self { true } else { false }
    }
}

extension BuildRecipe.Step {
    /// Whether it is one command of pip's, which can be told to install elsewhere.
    var installsByPipAlone: Bool {
        guard commands.count == 1, let command = commands.first, !instruction.isJSON, instruction.heredocs.isEmpty
        else {
            return false
        }
        return DependencyManager.installing(by: command)?.name == "pip"
    }
}
