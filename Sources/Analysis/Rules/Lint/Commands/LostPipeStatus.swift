import Dockerfile
import Evidence

/// A pipe whose first commands may fail unnoticed.
struct LostPipeStatus: DockerfileRule {
    let rule = Rule.dockerfile(
        "lost-pipe-status", .medium, "a failure before a pipe goes unnoticed",
        why: "The shell looks at the last command of a pipe only: a failed download piped into tar is a good build.",
        remedy: """
            Set SHELL ["/bin/bash", "-o", "pipefail", "-c"] above, or begin the RUN with set -o pipefail where the \
            shell knows it.
            """,
        knownAs: ["DL4006"])

    func findings(in dockerfile: AnalyzedDockerfile) -> [Finding] {
        dockerfile.runs.compactMap { step in
            // The exec form starts a shell of its own, not the one of SHELL.
            let shell = step.inner.isJSON ? CommandShell(step.inner.arguments) : step.shell
            guard let pipe = step.script.firstPipe, shell?.failsWithAnyOfPipe != true,
                !step.commands.contains(where: setsPipefail)
            else { return nil }
            let command = step.script.commands.first { $0.following == .pipe }
            return Finding(
                rule, title: "only the end of the pipe decides whether RUN fails", line: pipe.line, column: pipe.column,
                evidence: command.map { "\($0.text) | …" } ?? "|")
        }
    }

    private func setsPipefail(_ command: ShellCommand) -> Bool {
        command.name == "set" && CommandShell(command.words.map(\.text)).failsWithAnyOfPipe
    }
}
