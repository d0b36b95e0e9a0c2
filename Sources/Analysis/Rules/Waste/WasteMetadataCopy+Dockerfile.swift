import Dockerfile
import Evidence

/// `RUN chown -R` of what an instruction above copied.
extension WasteMetadataCopy: WrittenFileRule {
    func findings(in dockerfile: AnalyzedDockerfile) -> [Finding] {
        dockerfile.layeredStages.sorted().flatMap { findings(inStage: $0, of: dockerfile) }
    }

    private func findings(inStage stage: Int, of dockerfile: AnalyzedDockerfile) -> [Finding] {
        var directory = "/"
        var copied: [(path: String, step: DockerfileStep)] = []
        var findings: [Finding] = []
        for step in dockerfile.steps(inStage: stage) {
            switch step.keyword {
            case .workdir: directory = Self.join(directory, step.inner.arguments.first?.withoutQuotes ?? "")
            case .copy, .add:
                guard let path = step.inner.arguments.last?.withoutQuotes else { continue }
                copied.append((Self.join(directory, path), step))
            case .run where step.hasPOSIXShell:
                for command in step.commands {
                    guard let change = MetadataCommand(command) else { continue }
                    let targets = change.paths.map { Self.join(directory, $0) }
                    guard let copy = copied.last(where: { copy in targets.contains { Self.touches($0, copy) } })
                    else { continue }
                    let line = copy.step.instruction.lines.lowerBound
                    findings.append(
                        rule.finding(
                            "\(change.program) stores again what line \(line) copied", at: command, severity: .low,
                            remedy: "Give \(copy.step.inner.name) on line \(line) --\(change.program)=\(change.value) "
                                + "and drop this \(change.program)."))
                }
            default: continue
            }
        }
        return findings
    }

    /// A path within a directory that was joined itself; each ends with a slash, and only the root's begins with one.
    private static func join(_ directory: String, _ path: String) -> String {
        let above = path.isAbsoluteOrVariable || directory == "/" ? "" : directory
        let parts = path.split(separator: "/").filter { $0 != "." }
        guard !parts.isEmpty else { return above.isEmpty ? "/" : above }
        return above + parts.joined(separator: "/") + "/"
    }

    /// Whether a change of a directory is one of what was copied: to it or below it, or named by a source where the
    /// directory lies below the destination. The root is above all, and then nobody says what is meant.
    private static func touches(_ target: String, _ copy: (path: String, step: DockerfileStep)) -> Bool {
        guard target != "/", copy.path != "/" else { return false }
        if copy.path.hasPrefix(target) { return true }
        guard target.hasPrefix(copy.path) else { return false }
        let name = target.dropFirst(copy.path.count).prefix { $0 != "/" }
        return copy.step.copiesContext
            || copy.step.inner.arguments.dropLast().contains { $0.split(separator: "/").last == name }
    }
}

/// A `chown` or `chmod` of whole trees.
private struct MetadataCommand {
    let program: String
    /// The owner or mode.
    let value: String
    let paths: [String]

    init?(_ command: ShellCommand) {
        let arguments = CommandArguments(command.arguments)
        guard ["chown", "chmod", "chgrp"].contains(command.name), arguments.has("-R", "--recursive"),
            arguments.operands.count > 1
        else { return nil }
        program = command.name == "chgrp" ? "chown" : command.name
        value = (command.name == "chgrp" ? ":" : "") + arguments.operands[0].text
        paths = arguments.operands.dropFirst().map(\.text)
    }
}
