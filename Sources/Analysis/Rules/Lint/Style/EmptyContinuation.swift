import Evidence

/// A blank line within an instruction.
struct EmptyContinuation: WrittenFileRule {
    let rule = Rule.dockerfile(
        "empty-continuation", .low, "a blank line stands within an instruction",
        why: "Builders skip it today and say that they will not for ever; it hides that the instruction goes on.",
        remedy: "Delete the line, or make it a comment.", knownAs: ["NoEmptyContinuation"])

    func findings(in dockerfile: AnalyzedDockerfile) -> [Finding] {
        let lines = dockerfile.document.lines
        return dockerfile.steps.compactMap { step in
            // The bodies of here-documents may have blank lines.
            let heredoc = step.inner.heredocs.compactMap(\.lines?.lowerBound).min() ?? .max
            let end = step.inner.heredocs.isEmpty ? step.instruction.lines.upperBound : heredoc - 2
            let range = step.instruction.lines.lowerBound..<max(step.instruction.lines.lowerBound, end)
            guard step.inner.heredocs.isEmpty || heredoc != .max else { return nil }
            let blank = range.first { lines.indices.contains($0) && lines[$0].allSatisfy(\.isWhitespace) }
            return blank.map { index in
                Finding(
                    rule, title: "a blank line within \(step.instruction.name)", line: index + 1, column: 1,
                    evidence: step.instruction.name)
            }
        }
    }
}
