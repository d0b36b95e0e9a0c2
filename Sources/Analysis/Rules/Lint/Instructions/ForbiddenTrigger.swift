import Dockerfile
import Evidence

/// `ONBUILD` with an instruction that it may not put off.
struct ForbiddenTrigger: WrittenFileRule {
    let rule = Rule.dockerfile(
        "forbidden-trigger", .high, "ONBUILD can't put off this instruction",
        why: "Builders refuse ONBUILD with FROM, MAINTAINER or another ONBUILD.",
        remedy: "Write the instruction without ONBUILD, or leave it out.", knownAs: ["DL3043"])

    func findings(in dockerfile: AnalyzedDockerfile) -> [Finding] {
        dockerfile.steps.compactMap { step in
            guard step.isTrigger, let keyword = step.keyword, [.from, .maintainer, .onbuild].contains(keyword)
            else { return nil }
            return rule.finding(
                "ONBUILD \(keyword.rawValue) is not allowed", at: step, text: step.inner.name, in: dockerfile)
        }
    }
}
