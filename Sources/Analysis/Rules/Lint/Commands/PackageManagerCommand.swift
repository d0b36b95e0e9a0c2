import Dockerfile
import Evidence

/// `CMD ["uv", "run", …]`: a package manager that starts the program.
struct PackageManagerCommand: WrittenFileRule, ImageRule {
    let rule = Rule(
        id: "package-manager-command", category: .lesson, severity: .medium,
        title: "A package manager starts the program",
        why:
            "uv run, poetry run and their like look at the project and may change its environment at each start: the "
            + "container starts later, may need the network and a writable directory, and the tool must be in the image, "
            + "uv alone with some 40 MB.",
        remedy:
            "Start what is installed: CMD [\"/app/.venv/bin/NAME\"], or ENV PATH=/app/.venv/bin:$PATH and CMD [\"NAME\"].",
        isLesson: true, lesson: .virtualEnvironments)

    /// Each tool with the subcommands that start a program; none where it does nothing else.
    private static let runners: [String: Set<String>] = [
        "uv": ["run"], "uvx": [], "poetry": ["run"], "pipenv": ["run", "shell"], "pdm": ["run"], "hatch": ["run"],
        "rye": ["run"], "pixi": ["run"],
    ]

    func findings(in dockerfile: AnalyzedDockerfile) -> [Finding] {
        [Keyword.entrypoint, .cmd, .healthcheck].compactMap { keyword in
            guard let step = dockerfile.targetSteps.last(where: { $0.keyword == keyword && !$0.isTrigger }),
                let runner = PackageManagerCommand.runner(
                    in: ShellScript(of: step.instruction, in: dockerfile.document).commands)
            else { return nil }
            return rule.finding("\(keyword.rawValue) starts the program by \(runner)", at: step, in: dockerfile)
        }
    }

    func findings(in image: AnalyzedImage) -> [Finding] {
        image.startedLines.compactMap { keyword, words in
            guard let runner = PackageManagerCommand.runner(in: PackageManagerCommand.commands(of: words)) else {
                return nil
            }
            return image.finding(
                rule, title: "\(keyword.rawValue) starts the program by \(runner)", setBy: keyword,
                evidence: "\(keyword.rawValue) \(words.joined(separator: " "))")
        }
    }

    private static func commands(of words: [String]) -> [ShellCommand] {
        let command = ShellCommand(exec: words)
        return command.script.map { ShellScript($0).commands } ?? [command]
    }

    private static func runner(in commands: [ShellCommand]) -> String? {
        commands.lazy.map(\.unwrapped).compactMap { command -> String? in
            guard let verbs = runners[command.name] else { return nil }
            if verbs.isEmpty { return command.name }
            return command.operands.first.flatMap { verbs.contains($0) ? "\(command.name) \($0)" : nil }
        }.first
    }
}
