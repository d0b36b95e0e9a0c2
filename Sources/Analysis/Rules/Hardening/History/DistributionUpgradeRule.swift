import Evidence

/// The whole distribution is upgraded while building.
struct DistributionUpgradeRule: ImageRule {
    let rule = Rule(
        id: "distribution-upgrade", category: .hardening, severity: .low,
        title: "The whole distribution is upgraded while building",
        why: "It may remove packages and change what the base image's makers tested, differently on each day, and the "
            + "old files stay in the lower layers.",
        remedy: "Take a newer base image; apt-get upgrade for fixes that it does not have yet.",
        knownAs: ["DKL-DI-0003", "DL3005", "DL3035", "DS-0024"])

    func findings(in image: AnalyzedImage) -> [Finding] {
        image.buildSteps.filter { $0.commands.contains(where: isUpgrade) }.map { $0.finding(rule, title: rule.title) }
    }

    private func isUpgrade(_ command: RunCommand) -> Bool {
        switch command.program {
        case "apt-get", "apt", "aptitude":
            command.words.contains { $0 == "dist-upgrade" || $0 == "full-upgrade" }
        case "zypper": command.words.contains { $0 == "dup" || $0 == "dist-upgrade" }
        case "dnf": command.words.contains { $0 == "distro-sync" || $0 == "system-upgrade" }
        case "do-release-upgrade": true
        default: false
        }
    }
}
