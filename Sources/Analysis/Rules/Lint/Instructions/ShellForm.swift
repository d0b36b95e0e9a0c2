import Dockerfile
import Evidence

/// `CMD` or `ENTRYPOINT` that goes through a shell.
struct ShellForm: DockerfileRule {
    let rule = Rule.dockerfile(
        "shell-form-command", .medium, "the container's command runs under a shell",
        why: """
            The shell is process 1 and passes no signals on: a stop waits for the timeout and then kills. With an \
            ENTRYPOINT in shell form, CMD and arguments of docker run are ignored.
            """,
        remedy: "Write a JSON array: CMD [\"program\", \"argument\"].", knownAs: ["DL3025", "JSONArgsRecommended"])

    func findings(in dockerfile: AnalyzedDockerfile) -> [Finding] {
        dockerfile.steps(.cmd, .entrypoint).compactMap { step in
            // A shell that was chosen by SHELL is meant.
            guard !step.inner.isJSON, !step.inner.arguments.isEmpty, step.shell == nil
            else { return nil }
            return rule.finding("\(step.inner.name) is in shell form", at: step, in: dockerfile)
        }
    }
}
