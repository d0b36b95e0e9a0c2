import Dockerfile

extension Rule {
    /// A rule on how a Dockerfile is written.
    static func dockerfile(
        _ id: String, _ severity: Severity, _ title: String, why: String, remedy: String, knownAs: [String] = []
    ) -> Rule {
        Rule(
            id: id, category: .dockerfile, severity: severity, title: title, why: why, remedy: remedy,
            knownAs: knownAs)
    }

    /// A finding at an instruction, or at a text within it.
    func finding(
        _ title: String, at step: DockerfileStep, text: String? = nil, in dockerfile: AnalyzedDockerfile,
        evidence: String? = nil, severity: Severity? = nil, remedy: String? = nil
    ) -> Finding {
        let document = dockerfile.document
        let position =
            text.map { document.position(of: $0, in: step.instruction) } ?? document.position(of: step.instruction)
        return Finding(
            self, title: title, severity: severity, line: position.line, column: position.column,
            evidence: Rule.shortened(evidence ?? step.instruction.text), remedy: remedy)
    }

    /// A finding at a command of `RUN`, or at one of its words.
    func finding(
        _ title: String, at command: ScriptCommand, word: ScriptCommand.Word? = nil, severity: Severity? = nil,
        remedy: String? = nil
    ) -> Finding {
        let position = (word ?? command.words.first)?.position ?? command.position
        return Finding(
            self, title: title, severity: severity, line: position.line, column: position.column,
            evidence: Rule.shortened(command.text), remedy: remedy)
    }

    /// One line of at most 100 characters.
    private static func shortened(_ text: String) -> String {
        let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
        return line.count <= 100 ? line : line.prefix(99) + "…"
    }
}
