import Dockerfile
import Evidence

/// What a package manager downloaded stays in the layer. One rule a package manager.
struct UncleanedInstall: DockerfileRule {
    let manager: PackageManager
    /// The subcommands after which its cache is full.
    let fills: Set<String>
    let rule: Rule

    init(_ manager: PackageManager, fills: Set<String>, severity: Severity, remedy: String, knownAs: String) {
        self.manager = manager
        self.fills = fills
        rule = .dockerfile(
            "uncleaned-\(manager.name)", severity, "the cache of \(manager.name) stays in the layer",
            why: """
                Downloaded packages and indices are of no use in the image and make it larger. A later RUN that \
                deletes them frees nothing: the layer keeps them.
                """,
            remedy: remedy, knownAs: [knownAs])
    }

    static let table = [
        UncleanedInstall(
            .yum, fills: ["install"], severity: .low, remedy: "End the same RUN with && yum clean all.",
            knownAs: "DL3032"),
        UncleanedInstall(
            .zypper, fills: ["install", "in"], severity: .low, remedy: "End the same RUN with && zypper clean --all.",
            knownAs: "DL3036"),
        UncleanedInstall(
            .dnf, fills: ["install"], severity: .low, remedy: "End the same RUN with && dnf clean all.",
            knownAs: "DL3040"),
    ]

    func findings(in dockerfile: AnalyzedDockerfile) -> [Finding] {
        dockerfile.runs.compactMap { step in
            guard !manager.leavesNoCache(step) else { return nil }
            let filling = step.commands.first { command in
                manager.arguments(of: command)?.operands.first.map { fills.contains($0.text) } == true
            }
            return filling.map { command in
                rule.finding("the cache of \(manager.name) is not emptied in the RUN that fills it", at: command)
            }
        }
    }
}
