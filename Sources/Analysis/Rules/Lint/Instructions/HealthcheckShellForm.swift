import Dockerfile
import Evidence

/// `HEALTHCHECK CMD` in shell form where no shell is needed.
struct HealthcheckShellForm: DockerfileRule {
    let rule = Rule.dockerfile(
        "healthcheck-shell-form", .low, "a health check starts a shell that it does not need",
        why: "Each check starts a shell more, and in an image without one every check fails.",
        remedy: "Write a JSON array: HEALTHCHECK CMD [\"program\", \"argument\"].", knownAs: ["DL3025"],
        lesson: .startingPrograms)

    /// What only a shell does: pipes, lists, variables, patterns, files as input and output.
    private static let shellCharacters: Set<Character> = [
        "|", "&", ";", "<", ">", "(", ")", "$", "`", "*", "?", "[", "~", "{", "!",
    ]
    /// Commands that are no program of their own.
    private static let builtins: Set<String> = [".", ":", "cd", "eval", "exec", "exit", "set", "source", "ulimit"]

    func findings(in dockerfile: AnalyzedDockerfile) -> [Finding] {
        dockerfile.steps(.healthcheck).compactMap { step in
            // A shell that was chosen by SHELL is meant.
            guard step.inner.arguments.first?.uppercased() == "CMD", !step.inner.isJSON, step.shell == nil,
                !step.inner.arguments.dropFirst().contains(where: { $0.contains(where: Self.shellCharacters.contains) })
            else { return nil }
            let commands = ShellScript(of: step.instruction, in: dockerfile.document).commands
            guard commands.count == 1, commands[0].assignments.isEmpty, !Self.builtins.contains(commands[0].name)
            else { return nil }
            return rule.finding("HEALTHCHECK CMD needs no shell", at: step, in: dockerfile)
        }
    }
}
