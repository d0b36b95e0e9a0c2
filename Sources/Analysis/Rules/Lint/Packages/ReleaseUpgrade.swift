import Dockerfile
import Evidence

/// An upgrade to another release of the distribution.
struct ReleaseUpgrade: DockerfileRule {
    let rule = Rule.dockerfile(
        "distribution-upgrade", .medium, "the whole distribution is upgraded in a layer",
        why: """
            All files of the base image come a second time, and what the image holds depends on the day of the build. \
            A newer base image does the same for nothing.
            """,
        remedy: "Start FROM a newer base image instead.",
        knownAs: ["DL3005", "DL3035", "DKL-DI-0003", "DS-0024", "release-upgrade"])
    let tellsOfBase = true

    private let verbs: [String: Set<String>] = [
        "zypper": ["dup", "dist-upgrade"], "apt-get": ["dist-upgrade"], "apt": ["dist-upgrade", "full-upgrade"],
        "aptitude": ["dist-upgrade", "full-upgrade"], "dnf": ["distro-sync", "system-upgrade"],
        "do-release-upgrade": [""],
    ]

    func findings(in dockerfile: AnalyzedDockerfile) -> [Finding] {
        dockerfile.commands(verbs.keys).compactMap { found in
            let valued = found.command.name == "zypper" ? PackageManager.zypper.valued : PackageManager.apt.valued
            let arguments = CommandArguments(found.command.arguments, valued: valued)
            let verb = arguments.operands.first?.text ?? ""
            guard verbs[found.command.name]?.contains(verb) == true else { return nil }
            return rule.finding("\(found.command.name) \(verb) upgrades the distribution", at: found.command)
        }
    }
}
