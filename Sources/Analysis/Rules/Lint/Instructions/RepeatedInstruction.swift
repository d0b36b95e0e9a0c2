import Dockerfile
import Evidence

/// An instruction of which only the last one in a stage counts. One rule an instruction.
struct RepeatedInstruction: DockerfileRule {
    let keyword: Keyword
    let rule: Rule

    init(_ keyword: Keyword, severity: Severity, knownAs: String) {
        self.keyword = keyword
        let word = keyword.rawValue
        rule = .dockerfile(
            "repeated-\(word.lowercased())", severity, "a stage has several \(word)s",
            why: "Only the last \(word) of a stage counts; those above it have no effect and mislead the reader.",
            remedy: "Keep one \(word), the last.", knownAs: [knownAs, "MultipleInstructionsDisallowed"])
    }

    static let table = [
        RepeatedInstruction(.cmd, severity: .medium, knownAs: "DL4003"),
        RepeatedInstruction(.entrypoint, severity: .medium, knownAs: "DL4004"),
        RepeatedInstruction(.healthcheck, severity: .medium, knownAs: "DL3012"),
    ]

    func findings(in dockerfile: AnalyzedDockerfile) -> [Finding] {
        var seen: Set<Int> = []
        return dockerfile.steps(keyword).compactMap { step in
            guard let stage = step.stage, !seen.insert(stage).inserted else { return nil }
            return rule.finding("this \(keyword.rawValue) overrules the one above", at: step, in: dockerfile)
        }
    }
}
