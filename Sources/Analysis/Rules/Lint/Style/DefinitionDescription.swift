import Dockerfile
import Evidence

/// A comment right above `ARG` or a named stage that does not describe it.
///
/// BuildKit's check is experimental: it is asked for by `# check=experimental=InvalidDefinitionDescription`.
struct DefinitionDescription: WrittenFileRule {
    let rule = Rule.dockerfile(
        "definition-description", .info, "a comment above an argument or stage does not begin with its name",
        why: """
            docker build --call=outline and --call=targets print these comments as descriptions, and look for the name \
            in front. Only asked for with # check=experimental=InvalidDefinitionDescription.
            """,
        remedy: "Begin the comment with the name, or put an empty line or an empty comment below it.",
        knownAs: [name])

    private static let name = "InvalidDefinitionDescription"

    func findings(in dockerfile: AnalyzedDockerfile) -> [Finding] {
        guard dockerfile.comments.enables(experimental: Self.name) else { return [] }
        return dockerfile.steps(.from, .arg).compactMap { step in
            let names = names(definedBy: step)
            guard let name = names.first, let comment = comment(above: step, in: dockerfile.document),
                !names.contains(String(comment.prefix { $0 != " " }))
            else { return nil }
            let expected = names.count > 1 ? "the name of an argument" : name
            return rule.finding("the comment above does not begin with \(expected)", at: step, in: dockerfile)
        }
    }

    private func names(definedBy step: DockerfileStep) -> [String] {
        let words = step.inner.arguments
        if step.keyword == .arg { return step.inner.pairs.map(\.name) }
        return words.count >= 3 ? [words[2].lowercased()] : []
    }

    /// The comment in the line above; nil where that is no comment, an empty one or a directive.
    private func comment(above step: DockerfileStep, in document: DockerfileDocument) -> String? {
        let line = step.instruction.lines.lowerBound - 1
        guard document.lines.indices.contains(line - 1), !document.directives.contains(where: { $0.line == line })
        else { return nil }
        return document.lines[line - 1].comment.flatMap { $0.isEmpty ? nil : String($0) }
    }
}
