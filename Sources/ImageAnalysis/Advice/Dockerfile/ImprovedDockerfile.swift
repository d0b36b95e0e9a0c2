import Dockerfile
import OCI

/// A Dockerfile to start from: the image's own, cut into a builder and a final stage where it has one stage.
struct ImprovedDockerfile {
    private let image: AnalyzedImage
    private let closure: RuntimeClosure?
    private let recipe: BuildRecipe
    private let plan: StepPlan
    private let base: StageBases
    private let document: DockerfileDocument?
    private var config: RuntimeConfig { image.image.config.config }

    init(_ image: AnalyzedImage, closure: RuntimeClosure?, variant: SlimVariant?) {
        self.image = image
        self.closure = closure
        recipe = image.recipe
        plan = StepPlan(image: image, closure: closure)
        base = StageBases(image, variant: variant)
        document = image.stages.document
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
        let places = recipe.steps.map { ($0, plan.place(of: $0)) }
        let managers = places.compactMap { _, place in if case .install(let manager) = place { manager } else { nil } }
        guard !managers.isEmpty || places.contains(where: { $0.1 == .builder }) else { return oneStage(places) }
        let usesPip = managers.contains { $0.name == "pip" }
        let makesSomething = places.contains { $0.1 == .builder && !$0.0.addsPrograms }
        let copiesHome = managers.contains { $0.name != "pip" } || managers.isEmpty || makesSomething
        var builder = ["FROM \(base.builder) AS builder"]
        var final = ["FROM \(base.final)"] + base.installation + newUser
        var code: [String] = []
        // What follows the code in the Dockerfile may need it.
        var late: [String] = []
        for (step, place) in places {
            switch place {
            case .both:
                builder += writer.setting(step)
                final += writer.setting(step)
            case .builder:
                let lines = unreachedNote(step) + writer.building(step)
                if code.isEmpty { builder += lines } else { late += lines }
            case .final: final += writer.running(step)
            case .install(let manager):
                builder += writer.install(step, manager)
                late += writer.installProject(step, manager)
            case .code: code += InstructionSource.text(step, in: document, adding: ownerFlags(of: step))
            case .dropped(let reason):
                if !reason.isEmpty { final.append("# Left out, \(reason): \(writer.oneLine(step))") }
            }
        }
        if usesPip { final.append("COPY --from=builder /install /usr/local") }
        if copiesHome {
            builder += writer.codeForBuilder(places.filter { $0.1 == .code }.map(\.0)) + late
            final.append("COPY --from=builder \(ownerFlag)\(writer.home) \(writer.home)")
        } else {
            builder += late
            final += code
        }
        return builder + [""] + final + ending
    }

    private func unreachedNote(_ step: BuildRecipe.Step) -> [String] {
        step.layer == nil || !step.addsPrograms ? [] : ["# Nothing at run time reaches what this adds."]
    }

    /// Nothing to build: the same instructions, the code last.
    private func oneStage(_ places: [(BuildRecipe.Step, StepPlan.Place)]) -> [String] {
        var lines = ["FROM \(base.final)"] + base.installation + newUser
        for (step, place) in places {
            switch place {
            case .dropped(let reason):
                if !reason.isEmpty { lines.append("# Left out, \(reason): \(writer.oneLine(step))") }
            case .both: lines += writer.setting(step)
            default: lines += writer.running(step)
            }
        }
        return lines + ending
    }

    private var isRoot: Bool { ["", "root", "0"].contains((config.user ?? "").split(separator: ":").first ?? "") }
    /// A user without rights, where the image has none.
    private var newUser: [String] {
        guard isRoot else { return [] }
        let isAlpine = image.packages.packages.contains { $0.ecosystem == .apk }
        return [isAlpine ? "RUN addgroup -S app && adduser -S -G app app" : "RUN useradd --system --user-group app"]
    }

    private var ownerFlag: String { isRoot ? "--chown=app:app " : "" }

    private func ownerFlags(of step: BuildRecipe.Step) -> [String] {
        isRoot && step.instruction.flag("chown") == nil ? ["--chown=app:app"] : []
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
            let port = config.exposedPorts.first?.split(separator: "/").first ?? "8000"
            let address = "http://localhost:\(port)/"
            let test =
                closure?.pythonPrefixes.isEmpty == false
                ? ["python", "-c", "import urllib.request; urllib.request.urlopen('\(address)')"]
                : ["wget", "-q", "-O", "/dev/null", address]
            return [
                "# No HEALTHCHECK yet. For instance:", "# HEALTHCHECK CMD \(InstructionSource.execForm(test))",
            ]
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
        let commands = CommandWords.commands(in: script)
        let isPlain = commands.count == 1 && !script.contains { "$`*?<>&|;~".contains($0) }
        guard isPlain, let command = commands.first else {
            return [
                "# The shell form starts a shell that passes no signals on; exec makes the program the first process.",
                "CMD \(InstructionText.oneLine(script))",
            ]
        }
        return ["CMD \(InstructionSource.execForm(unlaunched(command.words)))"]
    }

    /// The program itself where a launcher only starts it.
    private func unlaunched(_ words: [String]) -> [String] {
        guard let command = CommandWords(words), let closure else { return words }
        for program in closure.start.programs {
            guard let launcher = program.launcher, let path = closure.launchers[launcher],
                command.starts(with: launcher.split(separator: " ").map(String.init))
            else { continue }
            return [path] + program.words.dropFirst()
        }
        return words
    }
}
