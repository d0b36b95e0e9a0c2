import Dockerfile
import Evidence

extension Rule {
    /// A rule on how a Dockerfile is written.
    static func dockerfile(
        _ id: String, _ severity: Severity, _ title: String, why: String, remedy: String, knownAs: [String] = [],
        isLesson: Bool = false, lesson: Lesson? = nil
    ) -> Rule {
        Rule(
            id: id, category: .dockerfile, severity: severity, title: title, why: why, remedy: remedy,
            knownAs: knownAs, isLesson: isLesson, lesson: lesson)
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
            evidence: Rule.shortened(evidence ?? step.instruction.text.withoutSecrets), remedy: remedy)
    }

    /// A finding at a command of `RUN`, or at one of its words.
    func finding(
        _ title: String, at command: ShellCommand, word: ShellCommand.Word? = nil, severity: Severity? = nil,
        remedy: String? = nil
    ) -> Finding {
        let position = (word ?? command.words.first)?.position ?? command.position
        return Finding(
            self, title: title, severity: severity, line: position.line, column: position.column,
            evidence: Rule.shortened(command.text.withoutSecrets), remedy: remedy)
    }

    /// One line of at most 100 characters.
    private static func shortened(_ text: String) -> String {
        let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
        return line.count <= 100 ? line : line.prefix(99) + "…"
    }
}

extension String {
    /// The words of a text, without values of variables that are named as secrets are, and without what stands before
    /// the host of an address: evidence must not spread them.
    package var withoutSecrets: String {
        split(whereSeparator: \.isWhitespace).map { word in
            if let equals = word.firstIndex(of: "="), SecretVariable.isSecret(String(word[..<equals])) {
                return word[...equals] + "…"
            }
            let parts = word.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false)
            guard parts.count == 3, parts[1].isEmpty, parts[0].hasSuffix(":"), let at = parts[2].firstIndex(of: "@"),
                !parts[2][..<at].contains("/")
            else { return String(word) }
            return "\(parts[0])//…\(parts[2][at...])"
        }.joined(separator: " ")
    }
}
