import Evidence

/// Nothing tells whether the container works.
struct HealthcheckRule: ImageRule {
    let rule = Rule(
        id: "no-healthcheck", category: .hardening, severity: .low, title: "The image has no HEALTHCHECK",
        why: "An engine without one sees only whether the process lives, not whether it answers. Kubernetes uses "
            + "probes of its own and ignores it.",
        remedy: "Add HEALTHCHECK CMD with a command that fails when the service does not answer.",
        knownAs: ["CIS-DI-0006", "DS-0026"])

    func findings(in image: AnalyzedImage) -> [Finding] {
        guard let test = image.image.config.config.healthcheck?.test, let kind = test.first else {
            return [Finding(rule, title: rule.title, evidence: "the configuration has no Healthcheck")]
        }
        guard kind == "NONE" else { return [] }
        return [
            image.finding(
                rule, title: "The health check is switched off", setBy: .healthcheck, evidence: "HEALTHCHECK NONE")
        ]
    }
}
