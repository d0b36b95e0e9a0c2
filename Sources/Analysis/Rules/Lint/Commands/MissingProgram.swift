import Dockerfile
import Evidence
import FileTree
import Packages

/// A health check, `CMD`, `ENTRYPOINT` or `RUN` whose program the image does not have: `curl` on a slim base. Of an image
/// its tree tells, of a Dockerfile what is known of the base image and installed by instructions.
struct MissingProgram: WrittenFileRule, ImageRule {
    let rule = Rule(
        id: "missing-program", category: .dockerfile, severity: .medium, title: "A program is run that is not there",
        why: "A slim or alpine base has neither curl nor wget, bash or git as one is used to: the build fails, the "
            + "container does not start, or each health check fails and the container counts as broken.",
        remedy: "Install the program in this stage, or use what is there: python -c, node -e, wget on alpine, or the "
            + "service's own check.", lesson: .startingPrograms)

    func findings(in dockerfile: AnalyzedDockerfile) -> [Finding] {
        var findings: [Finding] = []
        // What a later CMD or HEALTHCHECK of the stage replaces is not run.
        var last: [Int: [Keyword: Finding]] = [:]
        dockerfile.visitStages { step, before, after in
            guard let keyword = step.keyword, let base = before.base else { return }
            let missing = missing(from: step, before: before, after: after, in: dockerfile)
            let found = missing.map { program, command in
                let title =
                    "\(keyword.rawValue) runs \(program), which \(base.reference) does not have and nothing installs"
                return command.map { rule.finding(title, at: $0) } ?? rule.finding(title, at: step, in: dockerfile)
            }
            if keyword == .run { findings += found } else { last[step.stage ?? 0, default: [:]][keyword] = found.first }
        }
        for stage in dockerfile.graph.lineage { findings += (last[stage] ?? [:]).values.sorted { $0.title < $1.title } }
        return findings
    }

    /// The first program of a step that its stage lacks, with the command that runs it.
    private func missing(
        from step: DockerfileStep, before: StageContents, after: StageContents, in dockerfile: AnalyzedDockerfile
    ) -> [(String, ShellCommand?)] {
        switch step.keyword {
        case .run:
            guard step.hasPOSIXShell else { return [] }
            if !step.inner.isJSON, step.shell == nil, before.lacks("sh", during: before) { return [("/bin/sh", nil)] }
            return ProgramCalls.unguarded(step.script.commands).first { before.lacks($0.name, during: after) }
                .map { [($0.name, $0)] } ?? []
        case .cmd, .entrypoint, .healthcheck:
            if step.keyword == .healthcheck, step.inner.arguments.first?.uppercased() != "CMD" { return [] }
            let commands = ShellScript(of: step.instruction, in: dockerfile.document).commands
            if !step.inner.isJSON, step.shell == nil, !commands.isEmpty, after.lacks("sh") { return [("/bin/sh", nil)] }
            return ProgramCalls.unguarded(commands).first { after.lacks($0.name) }.map { [($0.name, $0)] } ?? []
        default: return []
        }
    }

    var collectors: [any Collector] { [ExecutableFiles()] }

    /// What the configuration runs is looked up in the final tree. A program on a volume comes when it is started.
    func findings(in image: AnalyzedImage) -> [Finding] {
        let config = image.image.config.config
        guard image.image.config.platform.os != "windows", let view = image.view,
            image.stack.layersNotLoaded.isEmpty, image.stack.pathCount > 1
        else { return [] }
        var findings: [Finding] = []
        func look(_ words: [String], _ keyword: Keyword) {
            let place = ProgramPlaces(image: image, view: view)
            guard let missing = place.missing(from: words) else { return }
            findings.append(
                image.finding(
                    rule, title: "\(keyword.rawValue) runs \(missing.program), which \(missing.reason)",
                    setBy: keyword, evidence: "\(keyword.rawValue) \(words.joined(separator: " "))"))
        }
        let hasEntrypoint = config.entrypoint?.isEmpty == false
        // With an ENTRYPOINT, CMD is its arguments.
        for line in image.startedLines where line.keyword != .cmd || !hasEntrypoint { look(line.words, line.keyword) }
        return findings
    }
}

/// Where an image has its programs.
private struct ProgramPlaces {
    let image: AnalyzedImage
    let view: TreeView

    /// The first program of an exec form that is not there, and what is wrong with it.
    func missing(from words: [String]) -> (program: String, reason: String)? {
        guard let program = words.first, !program.isEmpty, !program.contains("$") else { return nil }
        guard let file = file(of: program) else {
            return isOnVolume(program) ? nil : (program, "the image does not have")
        }
        if let reason = missingInterpreter(of: file) { return (program, reason) }
        // A shell's script: the programs that it names.
        let command = ShellCommand(exec: words)
        guard let script = command.script else { return nil }
        for called in ProgramCalls.unguarded(ShellScript(script).commands) {
            guard let name = called.words.first?.text, self.file(of: name) == nil, !isOnVolume(name) else { continue }
            return (name, "the image does not have")
        }
        return nil
    }

    /// What `execve` does with a script whose `#!` line names nothing that is there.
    private func missingInterpreter(of file: AnalyzedImage.PresentFile) -> String? {
        guard let facts = image.contents.fact(Executable.self, of: file.reference, in: image.stack),
            facts.kind == .script, let interpreter = facts.interpreter, interpreter.hasPrefix("/")
        else { return nil }
        if image.file(at: interpreter) == nil { return "is a script for \(interpreter), and that is not in the image" }
        guard interpreter.hasSuffix("/env"), let name = facts.interpreterArgument, !name.hasPrefix("-"),
            !name.isEmpty, self.file(of: name) == nil
        else { return nil }
        return "is a script for \(name), and that is not in the image"
    }

    private func file(of program: String) -> AnalyzedImage.PresentFile? {
        if program.contains("/") {
            let directory = image.image.config.config.workingDirectory ?? "/"
            return image.file(at: program.hasPrefix("/") ? program : directory + "/" + program)
        }
        return image.searchDirectories.lazy.compactMap { image.file(at: $0 + "/" + program) }.first
    }

    private func isOnVolume(_ program: String) -> Bool {
        image.image.config.config.volumes.contains { program.hasPrefix($0 + "/") }
    }
}

/// The programs that a script surely runs.
enum ProgramCalls {
    /// Words that a shell runs itself, or that are no program of their own.
    private static let builtins: Set<String> = [
        ".", ":", "[", "[[", "alias", "bg", "break", "case", "cd", "command", "continue", "declare", "do", "done",
        "echo", "elif", "else", "esac", "eval", "exec", "exit", "export", "false", "fg", "fi", "for", "function",
        "getopts", "hash", "if", "in", "jobs", "kill", "let", "local", "printf", "pushd", "popd", "pwd", "read",
        "readonly", "return", "set", "shift", "shopt", "source", "test", "then", "time", "times", "trap", "true",
        "type", "typeset", "ulimit", "umask", "unalias", "unset", "until", "wait", "while", "{", "}", "!", "(", ")",
    ]

    /// The commands whose program must be there: no built-ins, no functions, none whose failure another program is
    /// there for, as in `curl … || wget …`, and none that a test such as `command -v curl` guards.
    static func unguarded(_ commands: [ShellCommand]) -> [ShellCommand] {
        let asked = Set(
            commands.filter { ["command", "which", "type", "hash", "test", "[", "[["].contains($0.name) }
                .flatMap(\.arguments).compactMap { $0.text.split(separator: "/").last.map(String.init) })
        var isAlternative = false
        var found: [ShellCommand] = []
        for (index, outer) in commands.enumerated() {
            let command = outer.unwrapped
            let wasAlternative = isAlternative
            let next = commands.indices.contains(index + 1) ? commands[index + 1].unwrapped.name : ""
            isAlternative = outer.following == .or
            guard let word = command.words.first, !word.hasExpansion, !word.text.isEmpty,
                !builtins.contains(command.name), !asked.contains(command.name), !wasAlternative,
                !(outer.following == .or && !builtins.contains(next)), !command.name.contains("=")
            else { continue }
            found.append(command)
        }
        return found
    }
}
