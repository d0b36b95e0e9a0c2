import Evidence

/// Instructions in different cases.
struct InstructionCase: WrittenFileRule {
    let rule = Rule.dockerfile(
        "instruction-case", .info, "instructions are written in different cases",
        why: "One case through the whole file, capitals by custom, tells instructions from their arguments.",
        remedy: "Write all instructions in capitals.", knownAs: ["ConsistentInstructionCasing"])

    func findings(in dockerfile: AnalyzedDockerfile) -> [Finding] {
        let known = dockerfile.steps.filter { $0.instruction.keyword != nil }
        let lower = known.count { $0.instruction.name == $0.instruction.name.lowercased() }
        let upper = known.count { $0.instruction.name == $0.instruction.name.uppercased() }
        let isLower = lower > upper
        return known.compactMap { step in
            let name = step.instruction.name
            let wanted = isLower ? name.lowercased() : name.uppercased()
            return name == wanted ? nil : rule.finding("\(name) should be \(wanted)", at: step, in: dockerfile)
        }
    }
}
