import Dockerfile
import Evidence

/// uv's cache, and an installation by uv that keeps it in the layer.
struct KeptUVCache: KeptCache {
    let cache = PathListRule.cache(
        "uv-cache", title: "uv's cache is kept",
        why:
            "uv keeps an unpacked copy of every package; in an image, where hard links to it are seldom kept, that "
            + "is all packages twice.",
        remedy: "Mount the cache, RUN --mount=type=cache,target=/root/.cache/uv with UV_LINK_MODE=copy, or install "
            + "with uv --no-cache.",
        patterns: [".cache/uv/**"], subject: "uv's cache")

    private static let verbs: Set<String> = ["sync", "add", "tool"]

    func findings(in dockerfile: AnalyzedDockerfile) -> [Finding] {
        let layered = dockerfile.layeredStages
        return dockerfile.runs.compactMap { step in
            guard let stage = step.stage, layered.contains(stage), !isElsewhere(step, in: dockerfile),
                let command = step.commands.first(where: isInstallation)
            else { return nil }
            return rule.finding("\(command.name) keeps its cache in the layer", at: command, severity: .low)
        }
    }

    private func isInstallation(_ command: ShellCommand) -> Bool {
        guard command.name == "uv", let verb = command.operands.first else { return false }
        return (Self.verbs.contains(verb) || verb == "pip" && command.operands.contains("install"))
            && !command.arguments.contains { ["--no-cache", "-n", "--no-cache-dir"].contains($0.text) }
    }

    /// Whether the cache is mounted, off, or emptied by the same `RUN`.
    private func isElsewhere(_ step: DockerfileStep, in dockerfile: AnalyzedDockerfile) -> Bool {
        let isMounted = step.mounts.contains { mount in
            guard ["cache", "tmpfs"].contains(mount["type"]) else { return false }
            let target = mount["target"] ?? mount["dst"] ?? mount["destination"] ?? ""
            return target.hasSuffix("/uv") || target.hasSuffix("/uv/") || target.hasSuffix("/.cache")
        }
        let isOff = ["UV_NO_CACHE"].contains { name in
            dockerfile.value(of: name, at: step) != nil
                || step.commands.contains { $0.assignments.contains { $0.text.hasPrefix(name + "=") } }
        }
        let isEmptied = step.commands.contains { command in
            command.name == "uv" && command.operands.first == "cache"
                || command.name == "rm" && command.arguments.contains { $0.text.holds(".cache") }
        }
        return isMounted || isOff || isEmptied
    }
}
