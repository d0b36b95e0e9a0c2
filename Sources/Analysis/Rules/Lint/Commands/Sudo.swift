import Dockerfile
import Evidence

/// `sudo` in `RUN`.
struct Sudo: DockerfileRule {
    let rule = Rule.dockerfile(
        "sudo-in-run", .medium, "sudo in RUN",
        why: """
            RUN is root already, or USER says who it is: sudo changes the environment unforeseeably, and once \
            installed it is a way to root for whoever breaks in.
            """,
        remedy:
            "Set USER root for that RUN and the other user after it; to drop rights at start-up use gosu or setpriv.",
        knownAs: ["DL3004", "DKL-DI-0001", "DS-0010", "sudo"])
    let tellsOfBase = true

    func findings(in dockerfile: AnalyzedDockerfile) -> [Finding] {
        dockerfile.runs.flatMap { step in
            step.script.commands.compactMap { command in
                // `exec sudo make` is sudo's too.
                let program = command.nested.first { ["sudo", "doas"].contains($0.name) }
                return program.map { rule.finding("\($0.name) in RUN", at: command) }
            }
        }
    }
}
