import Dockerfile
import Evidence

/// What the builder's parser refuses.
struct SyntaxFault: WrittenFileRule {
    let rule = Rule.dockerfile(
        "syntax-fault", .high, "the builder refuses the Dockerfile",
        why: "Nothing is built until this is mended.",
        remedy: "Correct the line as the message says.", knownAs: ["DL1000"])

    func findings(in dockerfile: AnalyzedDockerfile) -> [Finding] {
        // Two faults have rules of their own, with their own remedies.
        let others = InstructionOrder().findings(in: dockerfile) + ForbiddenTrigger().findings(in: dockerfile)
        let known = Set(others.compactMap(\.line))
        let document = dockerfile.document
        return document.issues.filter { !known.contains($0.lines.lowerBound) }.map { issue in
            let line = issue.lines.lowerBound
            let text = document.lines.indices.contains(line - 1) ? document.lines[line - 1] : ""
            let word = text.split(whereSeparator: \.isWhitespace).first.map(String.init) ?? ""
            var message = issue.message
            if message.hasSuffix(".") { message.removeLast() }
            return Finding(rule, title: message, line: line, column: 1, evidence: word)
        }
    }
}
