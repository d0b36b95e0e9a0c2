import Dockerfile
import Evidence

/// Python without `PYTHONUNBUFFERED` and `PYTHONDONTWRITEBYTECODE`.
struct PythonEnvironment: WrittenFileRule, ImageRule {
    let rule = Rule.dockerfile(
        "python-environment", .info, "Python is not told that it runs in a container",
        why: """
            Without PYTHONUNBUFFERED what a program prints waits in a buffer, and is lost when it crashes. Without \
            PYTHONDONTWRITEBYTECODE Python writes byte code beside the sources, into the container's writable layer.
            """,
        remedy: "Add ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 to the last stage.", lesson: .startingPrograms)

    private static let variables = ["PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED"]
    private static let programs: Set<String> = [
        "uvicorn", "gunicorn", "hypercorn", "daphne", "uwsgi", "flask", "celery", "streamlit", "fastapi",
        "django-admin",
    ]

    func findings(in dockerfile: AnalyzedDockerfile) -> [Finding] {
        guard let target = dockerfile.graph.target, let from = dockerfile.targetFrom else { return [] }
        let steps = dockerfile.targetSteps
        let started = steps.filter { $0.keyword == .cmd || $0.keyword == .entrypoint }.flatMap { step in
            ShellScript(of: step.instruction, in: dockerfile.document).commands.map(\.unwrapped)
        }
        let isPython = dockerfile.baseImage(ofStage: target)?.name == "python" && !started.isEmpty
        guard isPython || started.contains(where: PythonEnvironment.isPython) else { return [] }
        let set = steps.filter { $0.keyword == .env }.flatMap(\.inner.pairs).filter {
            $0.value.map { !$0.withoutQuotes.isEmpty } ?? false
        }.map(\.name)
        let missing = missing(set + dockerfile.environment, started)
        guard !missing.isEmpty else { return [] }
        return [
            rule.finding(
                "no \(missing.joined(separator: " and no "))", at: from, in: dockerfile,
                remedy: "Add ENV \(missing.map { $0 + "=1" }.joined(separator: " ")) to the last stage.")
        ]
    }

    func findings(in image: AnalyzedImage) -> [Finding] {
        let environment = image.image.config.config.environment
        let started = image.startedLines.filter { $0.keyword != .healthcheck }.flatMap { line in
            let command = ShellCommand(exec: line.words)
            return (command.script.map { ShellScript($0).commands } ?? [command]).map(\.unwrapped)
        }
        let isPython = environment.contains { $0.hasPrefix("PYTHON_VERSION=") } && !started.isEmpty
        guard isPython || started.contains(where: PythonEnvironment.isPython) else { return [] }
        let set = environment.filter { !$0.hasSuffix("=") }.compactMap {
            $0.split(separator: "=").first.map(String.init)
        }
        let missing = missing(set, started)
        guard !missing.isEmpty else { return [] }
        let names = missing.joined(separator: " and no ")
        return [
            image.finding(rule, title: "no \(names)", setBy: .env, evidence: "the configuration's Env has no \(names)")
        ]
    }

    private func missing(_ set: [String], _ started: [ShellCommand]) -> [String] {
        PythonEnvironment.variables.filter { name in
            let option = name == "PYTHONUNBUFFERED" ? "-u" : "-B"
            return !set.contains(name) && !started.contains { $0.arguments.first?.text == option }
        }
    }

    private static func isPython(_ command: ShellCommand) -> Bool {
        programs.contains(command.name) || command.name == "python" || command.name.hasPrefix("python3")
    }
}
