import Dockerfile

/// An instruction with what rules want to know of it.
public struct DockerfileStep: Sendable {
    /// The instruction as written.
    public let instruction: Instruction
    /// The instruction that counts: the trigger of an `ONBUILD`, else the instruction itself.
    public let inner: Instruction
    /// The number of its stage, from 0; nil before the first `FROM`.
    public let stage: Int?
    /// The shell that `SHELL` has set before it; nil for the default one.
    public let shell: [String]?
    /// The shell that a comment names, `# hadolint shell=powershell`, as the base image may have set another one.
    let statedShell: String?
    /// What `RUN` runs; empty for other instructions.
    public let script: ShellScript
    /// The commands of the script, without `sudo`, `env` and their like before them.
    public let commands: [Dockerfile.ShellCommand]

    /// The instruction's word; nil for one that no Dockerfile knows.
    public var keyword: Keyword? { inner.keyword }
    /// Whether `ONBUILD` puts it off to another build.
    public var isTrigger: Bool { !instruction.trigger.isEmpty }

    private static let posixShells: Set<String> = ["sh", "ash", "bash", "dash", "ksh", "zsh", "busybox"]

    /// Whether `RUN` goes to a shell as of POSIX, not to PowerShell or cmd.
    public var hasPOSIXShell: Bool {
        guard let program = shell?.first ?? statedShell else { return true }
        let name = program.split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? program
        return DockerfileStep.posixShells.contains(name)
    }

    /// The steps of a document. A stage that starts from another one keeps its `SHELL`.
    static func steps(of document: DockerfileDocument, graph: StageGraph) -> [DockerfileStep] {
        var steps: [DockerfileStep] = []
        var shells: [Int: [String]] = [:]
        var stated = LintComments.statedShells(in: document)[...]
        var statedShell: String?
        var stage: Int?
        for instruction in document.instructions.prefix(AnalyzedDockerfile.maximumInstructions) {
            if instruction.keyword == .from {
                let next = stage.map { $0 + 1 } ?? 0
                if graph.stages.indices.contains(next), case .stage(let base) = graph.stages[next].base {
                    shells[next] = shells[base]
                }
                stage = next
            }
            if instruction.keyword == .shell, let stage { shells[stage] = instruction.arguments }
            while let next = stated.first, next.line < instruction.lines.lowerBound {
                statedShell = next.shell
                stated = stated.dropFirst()
            }
            let inner = instruction.trigger.first ?? instruction
            let script = inner.keyword == .run ? ShellScript(of: instruction, in: document) : ShellScript("")
            steps.append(
                DockerfileStep(
                    instruction: instruction, inner: inner, stage: stage, shell: stage.flatMap { shells[$0] },
                    statedShell: statedShell, script: script, commands: script.commands.map(\.unwrapped)))
        }
        return steps
    }
}

extension DockerfileStep {
    /// The mounts of a `RUN`, each by its options: `type`, `target`, `from`, …
    var mounts: [[String: String]] {
        inner.flags.filter { $0.name == "mount" }.map { flag in
            (flag.value ?? "").split(separator: ",").reduce(into: [:]) { options, field in
                let parts = field.split(separator: "=", maxSplits: 1).map(String.init)
                if parts.count == 2 { options[parts[0].lowercased()] = parts[1] }
            }
        }
    }

    /// Whether a cache or a temporary file system is mounted at a directory or above it, so that what is written there
    /// is not in the layer.
    func hasMount(over directory: String) -> Bool {
        mounts.contains { mount in
            guard ["cache", "tmpfs"].contains(mount["type"] ?? "bind") else { return false }
            guard var target = mount["target"] ?? mount["dst"] ?? mount["destination"] else { return false }
            while target.count > 1, target.hasSuffix("/") { target.removeLast() }
            return directory == target || directory.hasPrefix(target + "/")
        }
    }

    /// Whether it copies the build context as a whole.
    var copiesContext: Bool { inner.copiesContext }
}
