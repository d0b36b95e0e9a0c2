import Dockerfile
import Evidence

/// An instruction above the first `FROM`.
struct InstructionOrder: WrittenFileRule {
    let rule = Rule.dockerfile(
        "instruction-order", .high, "an instruction stands before the first FROM",
        why: "Only ARG may stand there; builders refuse the file.",
        remedy: "Move it below FROM.", knownAs: ["DL3061"])

    func findings(in dockerfile: AnalyzedDockerfile) -> [Finding] {
        let early = dockerfile.steps.first { step in
            step.stage == nil && step.instruction.keyword != .arg && step.instruction.keyword != nil
        }
        return early.map {
            [rule.finding("\($0.instruction.name) stands before FROM", at: $0, in: dockerfile)]
        } ?? []
    }
}
