import Evidence

/// `RUN` calls sudo.
struct SudoInRunRule: ImageRule {
    let rule = Rule(
        id: "sudo-in-run", category: .hardening, severity: .low, title: "RUN calls sudo",
        why: "A RUN runs as the user that USER names: sudo must then be in the image, where attackers use it too.",
        remedy: "Do what needs root before USER, or write USER root, RUN, USER app.",
        knownAs: ["DKL-DI-0001", "DL3004", "DS-0010"])

    func findings(in image: AnalyzedImage) -> [Finding] {
        image.buildSteps.filter { $0.commands.contains(where: \.usesSudo) }.map { $0.finding(rule, title: rule.title) }
    }
}
