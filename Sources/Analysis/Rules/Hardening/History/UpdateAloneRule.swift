import Evidence

/// The package index is updated in a layer of its own.
struct UpdateAloneRule: ImageRule {
    let rule = Rule(
        id: "update-alone", category: .hardening, severity: .low, title: "The package index is updated alone",
        why: "The builder keeps the layer in its cache, so a later install uses an old index: packages come without "
            + "their security fixes, or are not found.",
        remedy: "Update and install in one RUN: apt-get update && apt-get install --yes NAME && rm -rf "
            + "/var/lib/apt/lists/*.",
        knownAs: ["CIS-DI-0007", "DS-0017"])

    private static let installs: Set<String> = [
        "install", "upgrade", "dist-upgrade", "full-upgrade", "build-dep", "satisfy", "add", "source", "download",
    ]
    private static let programs: Set<String> = ["apt-get", "apt", "aptitude", "apk"]

    func findings(in image: AnalyzedImage) -> [Finding] {
        image.buildSteps.filter { step in
            let calls = step.commands.filter { UpdateAloneRule.programs.contains($0.program) }
            return calls.contains { $0.words.contains("update") }
                && !calls.contains { !UpdateAloneRule.installs.isDisjoint(with: $0.words) }
        }.map { $0.finding(rule, title: rule.title) }
    }
}
