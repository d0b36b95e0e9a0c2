import Dockerfile
import Evidence
import FileTree
import OCI
import Rules

/// What ends the final stage: who runs it, how its health is checked, what it starts. All of it is as the image has it.
struct FinalConfiguration {
    private let image: AnalyzedImage
    private let closure: RuntimeClosure?
    private let isScratch: Bool
    /// Why it runs as root as before; nil where it need not, or does not.
    private let rootReason: String?
    private var config: RuntimeConfig { image.image.config.config }

    init(_ image: AnalyzedImage, closure: RuntimeClosure?, isScratch: Bool) {
        (self.image, self.closure, self.isScratch) = (image, closure, isScratch)
        rootReason = RootReason(of: image, closure: closure)?.text
    }

    /// The instructions.
    var lines: [String] { user + health + start }

    private var isRoot: Bool { ["", "root", "0"].contains((config.user ?? "").split(separator: ":").first ?? "") }

    private var isWindows: Bool { image.image.platform.os == "windows" }

    /// The command that makes a user without rights, who may write in the working directory; nil where the image has a
    /// user, or needs root, or nothing can be run.
    var newUser: String? {
        guard isRoot, rootReason == nil, !isScratch, !isWindows else { return nil }
        let isAlpine = image.packages.packages.contains { $0.ecosystem == .apk }
        let command = isAlpine ? "addgroup -S app && adduser -S -G app app" : "useradd --system --user-group app"
        guard let home = config.workingDirectory, home != "/", !SystemPlaces.contains(home.drop { $0 == "/" } + "/")
        else {
            return command
        }
        return command + " && install -d -o app -g app \(StageWriter.shellQuoted(home))"
    }

    private var user: [String] {
        if !isRoot { return config.user.map { ["USER \($0)"] } ?? [] }
        if isWindows { return ["# No USER yet: Windows' base images have ContainerUser, which has no rights."] }
        if let rootReason {
            return ["# It still runs as root: \(rootReason). With a user of its own, name it here: USER app"]
        }
        let note = "# It ran as root: take USER out again if it has to write elsewhere or to bind a port below 1024."
        return [note, isScratch ? "USER 65532:65532" : "USER app"]
    }

    // MARK: Health

    private var health: [String] {
        if let check = config.healthcheck, !check.test.isEmpty { return healthcheck(check) }
        // An image in OCI's format has no place for it.
        if let step = image.recipe.steps.last(where: { $0.instruction.keyword == .healthcheck }) {
            return InstructionSource.text(step, in: image.stages.document)
        }
        guard let python = closure?.pythonName, !isScratch else {
            return ["# No HEALTHCHECK yet: best the program itself with an argument, for it is there already."]
        }
        let port = config.exposedPorts.first?.split(separator: "/").first ?? "8000"
        let test = [python, "-c", "import urllib.request; urllib.request.urlopen('http://localhost:\(port)/')"]
        return ["# No HEALTHCHECK yet. For instance:", "# HEALTHCHECK CMD \(InstructionSource.execForm(test))"]
    }

    private func healthcheck(_ check: Healthcheck) -> [String] {
        let times = [("interval", check.interval), ("timeout", check.timeout), ("start-period", check.startPeriod)]
        var flags = times.compactMap { name, value in
            value.flatMap { $0 > 0 ? "--\(name)=\(FinalConfiguration.duration($0)) " : nil }
        }
        if let retries = check.retries, retries > 0 { flags.append("--retries=\(retries) ") }
        let words = Array(check.test.dropFirst())
        let start = "HEALTHCHECK \(flags.joined())"
        switch check.test[0] {
        case "NONE": return ["HEALTHCHECK NONE"]
        case "CMD-SHELL": return ["\(start)CMD \(InstructionText.oneLine(words.first ?? ""))"]
        default: return ["\(start)CMD \(InstructionSource.execForm(words))"]
        }
    }

    /// Nanoseconds as Docker writes them: `1m30s` is `90s`, parts of a second `1500ms`.
    static func duration(_ nanoseconds: Int) -> String {
        if nanoseconds % 1_000_000_000 == 0 { return "\(nanoseconds / 1_000_000_000)s" }
        return nanoseconds % 1_000_000 == 0 ? "\(nanoseconds / 1_000_000)ms" : "\(nanoseconds)ns"
    }

    // MARK: What it starts

    private var start: [String] {
        let entrypoint = config.entrypoint ?? []
        let command = config.command ?? []
        if entrypoint.isEmpty { return instruction("CMD", command, isPlain: true) }
        // A shell form takes no arguments, the exec form of its command would.
        return instruction("ENTRYPOINT", entrypoint, isPlain: command.isEmpty)
            + instruction("CMD", command, isPlain: false)
    }

    /// - Parameter isPlain: Whether one plain command may do without the shell, and the program without its launcher.
    private func instruction(_ name: String, _ words: [String], isPlain: Bool) -> [String] {
        guard !words.isEmpty else { return [] }
        if isPlain, let plain = closure?.start.plainCommand {
            return ["\(name) \(InstructionSource.execForm(unlaunched(plain)))"]
        }
        guard let script = ShellCommand(exec: words).script, words.count == 3, words[0] == "/bin/sh", words[1] == "-c",
            !script.contains(where: \.isNewline), !hasShell
        else {
            let launched = name == "ENTRYPOINT" || isPlain ? unlaunched(words) : words
            return ["\(name) \(InstructionSource.execForm(launched))"]
        }
        let note =
            "# The shell form starts a shell that passes no signals on; exec makes the program the first process."
        return (script.hasPrefix("exec ") ? [] : [note]) + ["\(name) \(script)"]
    }

    private var hasShell: Bool { image.recipe.steps.contains { $0.instruction.keyword == .shell } }

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
