import Dockerfile
import Evidence

/// A `#` behind an instruction's arguments, which is no comment there: the builder takes it and what follows for more
/// arguments. In a shell's command it is one, up to the end of all lines that are joined by continuations.
struct CommentInArguments: WrittenFileRule {
    let rule = Rule.dockerfile(
        "comment-in-arguments", .high, "a # behind arguments is taken for what it is not",
        why: """
            A Dockerfile's comments are lines of their own. Behind the arguments of COPY, ENV or EXPOSE the words of a \
            comment are arguments too; behind a shell's command they are a comment, but so is all that \
            a continuation joins to the line.
            """,
        remedy: "Put the comment on a line of its own above the instruction.", lesson: .instructions)

    func findings(in dockerfile: AnalyzedDockerfile) -> [Finding] {
        dockerfile.steps.compactMap { step in
            guard !step.inner.isJSON, step.keyword != .run || step.hasPOSIXShell,
                let comment = dockerfile.document.trailingComment(of: step.instruction)
            else {
                return nil
            }
            let meaning = isReadByShell(step) ? lost(behind: comment) : taken(by: step, comment)
            return meaning.map { finding("# \($0)", step, comment) }
        }
    }

    private func finding(_ title: String, _ step: DockerfileStep, _ comment: Dockerfile.TrailingComment) -> Finding {
        Finding(
            rule, title: title, line: comment.position.line, column: comment.position.column,
            evidence: step.inner.text.withoutSecrets)
    }

    /// Whether a shell reads the arguments: then `#` is a comment, unless it made that of an array.
    private func isReadByShell(_ step: DockerfileStep) -> Bool {
        let words = step.keyword == .healthcheck ? step.inner.arguments.dropFirst() : step.inner.arguments[...]
        switch step.keyword {
        case .run: return true
        case .cmd, .entrypoint: return words.first?.hasPrefix("[") != true
        case .healthcheck:
            return step.inner.arguments.first?.uppercased() == "CMD" && words.first?.hasPrefix("[") != true
        default: return false
        }
    }

    /// Commands that a continuation made part of the comment.
    private func lost(behind comment: Dockerfile.TrailingComment) -> String? {
        let rest = comment.continued
        guard !rest.isEmpty else { return nil }
        let shown = rest.count > 60 ? rest.prefix(59) + "…" : rest[...]
        return "makes a comment of the lines that are joined to it: “\(shown)” is not run"
    }

    /// Which words are taken as what.
    private func taken(by step: DockerfileStep, _ comment: Dockerfile.TrailingComment) -> String? {
        let name = step.inner.name.uppercased()
        let words = step.inner.arguments
        let start = "is no comment here: "
        switch step.keyword {
        case .copy, .add:
            let verb = step.keyword == .copy ? "copies" : "adds"
            return start + "\(name) \(verb) \(CommentInArguments.list(words.dropLast())) to \(words.last ?? "")"
        case .expose: return start + "\(name) takes \(CommentInArguments.list(words[...])) as ports"
        case .volume: return start + "\(name) takes \(CommentInArguments.list(words[...])) as directories"
        case .arg: return start + "\(name) declares \(CommentInArguments.list(words[...]))"
        // ENV NAME VALUE takes the rest of the line; a value may begin with #.
        case .env, .label:
            let value = words.last ?? ""
            return value.hasPrefix("#") ? nil : start + "the value of \(words.first ?? "") is “\(value)”"
        case .cmd, .entrypoint, .healthcheck:
            return start + "the array is none with it, so that a shell gets “\(words.last ?? "")”"
        case .from: return start + "\(name) gets \(CommentInArguments.list(words[...]))"
        default: return start + "\(name) takes “\(words.joined(separator: " "))”"
        }
    }

    private static func list(_ words: ArraySlice<String>) -> String {
        let shown = words.prefix(8)
        let rest = words.count - shown.count
        if rest > 0 { return shown.joined(separator: ", ") + " and \(rest) more" }
        return shown.count < 2
            ? shown.joined() : shown.dropLast().joined(separator: ", ") + " and " + (shown.last ?? "")
    }
}

extension AnalyzedDockerfile {
    /// Whether words of a comment are among an instruction's arguments: what these say then is not meant.
    func takesComment(_ step: DockerfileStep) -> Bool {
        !step.inner.isJSON && document.trailingComment(of: step.instruction) != nil
    }
}
