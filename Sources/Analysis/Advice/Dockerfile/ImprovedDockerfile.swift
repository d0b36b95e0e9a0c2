import Dockerfile
import Evidence
import FileTree
import OCI
import Packages
import Rules

/// A Dockerfile to start from: the image's own, cut into a builder and a final stage where it has one stage.
struct ImprovedDockerfile {
    private let image: AnalyzedImage
    private let closure: RuntimeClosure?
    private let variant: SmallerBase?
    private let kept: Set<EntryReference>
    private let recipe: BuildRecipe
    private let places: [TwoStages.PlacedStep]
    private let base: StageBases
    private let document: DockerfileDocument?
    private var config: RuntimeConfig { image.image.config.config }

    /// - Parameter kept: The entries that stay in the prediction: the Dockerfile does what it counts.
    init(_ image: AnalyzedImage, closure: RuntimeClosure?, variant: SmallerBase?, kept: Set<EntryReference>) {
        (self.image, self.closure, self.variant, self.kept) = (image, closure, variant, kept)
        document = image.stages.document
        recipe = image.recipe
        let plan = StepPlan(image: image, closure: closure, kept: kept)
        let places = recipe.steps.map { (step: $0, place: plan.place(of: $0)) }
        let isCut = places.contains { $0.place == .packages(isWhole: false) }
        // By name all of them; what one instruction installs whole stays in it.
        self.places =
            !isCut
            ? places
            : places.map { step, place in
                (step, place == .packages(isWhole: true) ? .packages(isWhole: false) : place)
            }
        let own = closure.map { closure in
            SystemPackages.toInstall(in: image, reached: closure) { package in
                !image.isBase(layer: package.layer) || variant?.isDistribution == true
            }.filter { !image.isBase(layer: $0.layer) }.map(\.name)
        }
        base = StageBases(
            image, variant: variant, own: isCut ? own ?? [] : [],
            steps: self.places.filter { $0.place == .packages(isWhole: false) }.map(\.step))
    }

    /// The Dockerfile.
    var text: String {
        let stages = image.stages.graph?.stages.count ?? 1
        let body = stages > 1 ? MultiStageDockerfile(image, base: base, ending: ending).lines : singleStage
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

    private var writer: StageWriter {
        let uv = image.packages.packages.first { $0.ecosystem == .python && $0.name == "uv" }
        return StageWriter(document: document, home: config.workingDirectory ?? "/app", uvVersion: uv?.version)
    }

    // MARK: One stage becomes two

    private var singleStage: [String] {
        let needsBuilder = places.contains { step, place in
            switch place {
            case .install: true
            case .builder: !step.addsPrograms
            default: false
            }
        }
        guard needsBuilder else { return ["FROM \(base.final)"] + start + oneStage + ending }
        let takesBase = variant?.takesLocalFiles == true
        let layers = places.compactMap { step, place in
            switch place {
            case .install, .builder, .packages: step.layer
            default: nil
            }
        }
        let stages = TwoStages(
            places, writer: writer,
            built: BuiltPaths(of: image, kept: kept, builtLayers: Set(layers), withBase: takesBase),
            lostLayers: takesBase ? Set(image.stages.baseLayers) : [],
            canInstallApart: closure?.pythonPrefixes == ["usr/local"] && !takesBase && variant?.isDistribution != true,
            owner: isRoot ? "--chown=app:app " : "")
        return ["FROM \(base.builder) AS builder"] + stages.builder + ["", "FROM \(base.final)"] + start + stages.final
            + ending
    }

    /// Nothing to build: the same instructions, the packages that are reached.
    private var oneStage: [String] {
        places.flatMap { step, place in
            switch place {
            case .dropped(let reason): reason.isEmpty ? [] : ["# Left out, \(reason): \(writer.oneLine(step))"]
            case .builder: ["# Left out, nothing at run time reaches what it adds: \(writer.oneLine(step))"]
            case .packages(let isWhole): isWhole ? writer.running(step) : []
            case .both: writer.setting(step)
            case .code: writer.copying(step, owner: isRoot ? "--chown=app:app " : "")
            default: writer.running(step)
            }
        }
    }

    /// What the final stage starts with: packages, what the old base set, a user.
    private var start: [String] {
        base.installation + baseSettings + newUser
    }

    /// The environment and working directory that the old base set, where the new one knows nothing of it.
    private var baseSettings: [String] {
        guard variant?.isDistribution == true else { return [] }
        let own = Set(
            recipe.steps.filter { $0.instruction.keyword == .env }.flatMap { $0.instruction.pairs.map(\.name) })
        var lines = config.environment.compactMap { variable -> String? in
            guard let equals = variable.firstIndex(of: "=") else { return nil }
            let (name, value) = (String(variable[..<equals]), String(variable[variable.index(after: equals)...]))
            let isUsual = name == "PATH" && value == "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
            guard !own.contains(name), !isUsual, !InstructionSource.isSecret(name) else { return nil }
            return "ENV \(name)=\(InstructionSource.quotedVariable(value))"
        }
        if let home = config.workingDirectory, home != "/",
            !recipe.steps.contains(where: { $0.instruction.keyword == .workdir })
        {
            lines.append("WORKDIR \(home)")
        }
        return lines
    }

    private var isRoot: Bool { ["", "root", "0"].contains((config.user ?? "").split(separator: ":").first ?? "") }
    /// A user without rights, where the image has none.
    private var newUser: [String] {
        guard isRoot else { return [] }
        let isAlpine = image.packages.packages.contains { $0.ecosystem == .apk }
        return [isAlpine ? "RUN addgroup -S app && adduser -S -G app app" : "RUN useradd --system --user-group app"]
    }

    // MARK: User, health and command

    /// What ends every final stage.
    private var ending: [String] {
        var lines: [String] = []
        if isRoot {
            lines.append("USER app")
        } else if let user = config.user {
            lines.append("USER \(user)")
        }
        lines += health
        let start = closure?.start.isShellForm == true ? shellForm : execForm
        return lines + start
    }

    private var health: [String] {
        guard let check = config.healthcheck, check.test.count > 1 else {
            guard let python = closure?.pythonName else {
                return ["# No HEALTHCHECK yet: best the program itself with an argument, for it is there already."]
            }
            let port = config.exposedPorts.first?.split(separator: "/").first ?? "8000"
            let test = [python, "-c", "import urllib.request; urllib.request.urlopen('http://localhost:\(port)/')"]
            return ["# No HEALTHCHECK yet. For instance:", "# HEALTHCHECK CMD \(InstructionSource.execForm(test))"]
        }
        if check.test[0] == "CMD-SHELL" { return ["HEALTHCHECK CMD \(InstructionText.oneLine(check.test[1]))"] }
        return ["HEALTHCHECK CMD \(InstructionSource.execForm(Array(check.test.dropFirst())))"]
    }

    private var execForm: [String] {
        var lines: [String] = []
        let entrypoint = unlaunched(config.entrypoint ?? [])
        let command = entrypoint.isEmpty ? unlaunched(config.command ?? []) : config.command ?? []
        if !entrypoint.isEmpty { lines.append("ENTRYPOINT \(InstructionSource.execForm(entrypoint))") }
        if !command.isEmpty { lines.append("CMD \(InstructionSource.execForm(command))") }
        return lines
    }

    /// The shell form of one plain command needs no shell.
    private var shellForm: [String] {
        let words = (config.entrypoint ?? []) + (config.command ?? [])
        guard words.count == 3 else { return execForm }
        let script = words[2]
        let commands = ShellScript(script).commands.map(StartCommand.program)
        let isPlain = commands.count == 1 && !script.contains { "$`*?<>&|;~".contains($0) }
        guard isPlain, let command = commands.first, command.assignments.isEmpty else {
            return [
                "# The shell form starts a shell that passes no signals on; exec makes the program the first process.",
                "CMD \(InstructionText.oneLine(script))",
            ]
        }
        return ["CMD \(InstructionSource.execForm(unlaunched(command.words.map(\.text))))"]
    }

    /// The program itself where a launcher only starts it.
    private func unlaunched(_ words: [String]) -> [String] {
        guard let closure else { return words }
        let command = StartCommand.program(of: ShellCommand(exec: words))
        for program in closure.start.programs {
            guard let launcher = program.launcher, let path = closure.launchers[launcher],
                command.starts(with: launcher.split(separator: " ").map(String.init))
            else { continue }
            return [path] + program.words.dropFirst()
        }
        return words
    }
}
