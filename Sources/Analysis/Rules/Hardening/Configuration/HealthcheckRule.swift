import Dockerfile
import Evidence

/// Nothing tells whether the container works: of a Dockerfile, no `HEALTHCHECK` in what the image is made of; of an
/// image, what its configuration says. No official image has one of its own.
struct HealthcheckRule: WrittenFileRule, ImageRule {
    let rule = Rule(
        id: "no-healthcheck", category: .hardening, severity: .low, title: "The image has no HEALTHCHECK",
        why: "An engine without one sees only whether the process lives, not whether it answers. Kubernetes uses "
            + "probes of its own and ignores it.",
        remedy: "Add HEALTHCHECK CMD with a command that fails when the service does not answer.",
        knownAs: ["CIS-DI-0006", "DS-0026", "DL3057"], lesson: .startingPrograms)

    func findings(in dockerfile: AnalyzedDockerfile) -> [Finding] {
        guard let from = dockerfile.targetFrom else { return [] }
        guard let check = dockerfile.targetSteps.last(where: { $0.keyword == .healthcheck && !$0.isTrigger }) else {
            return [rule.finding("no HEALTHCHECK", at: from, in: dockerfile)]
        }
        guard check.inner.arguments.first?.uppercased() == "NONE" else { return [] }
        return [rule.finding("the health check is switched off", at: check, in: dockerfile)]
    }

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
