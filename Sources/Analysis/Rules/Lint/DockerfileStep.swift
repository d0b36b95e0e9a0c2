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
    public let shell: CommandShell?
    /// The shell that a comment names, `# hadolint shell=powershell`, as the base image may have set another one.
    let statedShell: CommandShell?
    /// Whether its stage is of Windows, where the default shell is `cmd`.
    let isOfWindows: Bool
    /// What `RUN` runs; empty for other instructions.
    public let script: ShellScript
    /// The commands of the script, without `sudo`, `env` and their like before them.
    public let commands: [Dockerfile.ShellCommand]

    /// The instruction's word; nil for one that no Dockerfile knows.
    public var keyword: Keyword? { inner.keyword }
    /// Whether `ONBUILD` puts it off to another build.
    public var isTrigger: Bool { !instruction.trigger.isEmpty }

    /// Whether `RUN` goes to a shell as of POSIX, not to PowerShell or cmd.
    public var hasPOSIXShell: Bool { (shell ?? statedShell)?.isPOSIX ?? !isOfWindows }

    /// The steps of a document.
    static func steps(of document: DockerfileDocument, graph: StageGraph) -> [DockerfileStep] {
        var steps: [DockerfileStep] = []
        let shells = graph.shells
        var stated = LintComments.statedShells(in: document)[...]
        var statedShell: CommandShell?
        var stage: Int?
        for instruction in document.instructions.prefix(AnalyzedDockerfile.maximumInstructions) {
            if instruction.keyword == .from { stage = stage.map { $0 + 1 } ?? 0 }
            while let next = stated.first, next.line < instruction.lines.lowerBound {
                statedShell = CommandShell([next.shell])
                stated = stated.dropFirst()
            }
            let inner = instruction.trigger.first ?? instruction
            let script = inner.keyword == .run ? ShellScript(of: instruction, in: document) : ShellScript("")
            steps.append(
                DockerfileStep(
                    instruction: instruction, inner: inner, stage: stage,
                    shell: shells[instruction.lines.lowerBound], statedShell: statedShell,
                    isOfWindows: stage.map { graph.stages[$0].isWindows } ?? false, script: script,
                    commands: script.commands.map(\.unwrapped)))
        }
        return steps
    }
}

extension DockerfileStep {
    /// The mounts of a `RUN`, each by its options: `type`, `target`, `from`, …
    var mounts: [[String: String]] { inner.mounts }

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
