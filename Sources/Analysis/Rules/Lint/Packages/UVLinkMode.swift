import Dockerfile
import Evidence

/// A cache mount for uv without `UV_LINK_MODE=copy`. Of an image its Dockerfile tells (BuildKit's provenance with
/// `mode=max` has it), or buildah's history, which keeps the flags of `RUN`; BuildKit's history does not.
struct UVLinkMode: DockerfileRule {
    let rule = Rule.dockerfile(
        "uv-link-mode", .low, "uv links to a cache that is mounted from elsewhere",
        why: """
            A cache mount is another file system than the layer, so that uv cannot make hard links: it says so in a \
            warning at each build and copies all the same; symbolic links would point to nothing in the image.
            """,
        remedy: "Set ENV UV_LINK_MODE=copy above, in the stage that runs uv.", isLesson: true, lesson: .cacheMounts)

    private static let verbs: Set<String> = ["sync", "pip", "add", "tool", "run"]

    func findings(in dockerfile: AnalyzedDockerfile) -> [Finding] {
        dockerfile.runs.compactMap { step in
            guard
                step.mounts.contains(where: { mount in
                    mount["type"] == "cache"
                        && ["target", "dst", "destination"].contains { mount[$0]?.hasSuffix("/uv") == true }
                }),
                let command = step.commands.first(where: isInstallation),
                dockerfile.value(of: "UV_LINK_MODE", at: step) == nil,
                !dockerfile.environment.contains("UV_LINK_MODE"),
                !step.commands.contains(where: { names($0, "UV_LINK_MODE") })
            else { return nil }
            return rule.finding("uv uses a cache mount without UV_LINK_MODE=copy", at: command)
        }
    }

    private func isInstallation(_ command: ShellCommand) -> Bool {
        command.name == "uv" && command.operands.first.map(UVLinkMode.verbs.contains) == true
            && !command.arguments.contains { $0.text.hasPrefix("--link-mode") || $0.text == "--no-cache" }
    }

    private func names(_ command: ShellCommand, _ variable: String) -> Bool {
        command.assignments.contains { $0.text.hasPrefix(variable + "=") }
            || command.name == "export" && command.arguments.contains { $0.text.hasPrefix(variable + "=") }
    }
}
