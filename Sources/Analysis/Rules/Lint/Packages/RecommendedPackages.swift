import Dockerfile
import Evidence

/// apt-get that installs recommended packages too.
struct RecommendedPackages: DockerfileRule {
    let rule = Rule.dockerfile(
        "recommended-packages", .low, "apt-get installs packages that were only recommended",
        why: "Recommended packages are often larger than what was asked for, and each is more to keep up to date.",
        remedy: "Add --no-install-recommends, and name the recommended packages that you do need.",
        knownAs: ["DL3015"], lesson: .story)

    func findings(in dockerfile: AnalyzedDockerfile) -> [Finding] {
        PackageManager.apt.installations(in: dockerfile).compactMap { installation in
            let isOff = installation.arguments.options.contains { option in
                option.name == "--no-install-recommends"
                    || ["-o", "--option"].contains(option.name) && turnsOff(option.value ?? "")
            }
            return isOff
                ? nil : rule.finding("apt-get installs recommended packages too", at: installation.command)
        }
    }

    private func turnsOff(_ setting: String) -> Bool {
        let parts = setting.lowercased().split(separator: "=", maxSplits: 1)
        let off: Set<Substring> = ["false", "0", "no", "off"]
        return parts.count == 2 && parts[0] == "apt::install-recommends" && off.contains(parts[1])
    }
}
