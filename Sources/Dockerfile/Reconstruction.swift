/// Writes a Dockerfile from a history, as far as that tells.
enum Reconstruction {
    static func dockerfile(of steps: [HistoryStep], base: BaseBoundary) -> String {
        var lines = ["# Reconstructed from the image's history: sources of COPY and earlier stages may be missing."]
        let start = base.stepCount ?? 0
        if start > 0 {
            lines.append("# The base image (\(base.layerCount == 1 ? "1 layer" : "\(base.layerCount ?? 0) layers")):")
            lines += steps.prefix(start).map { "#   \(oneLine($0.instructionText))" }
        } else if base.stepCount == nil {
            lines.append("# Where the base image ends is not known.")
        }
        lines.append("FROM \(base.reference ?? (base.layerCount == 0 ? "scratch" : "unknown-base"))")
        for step in steps.dropFirst(start) { lines += instruction(step) }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func oneLine(_ text: String) -> String {
        text.split(whereSeparator: \.isNewline).joined(separator: " ⏎ ")
    }

    private static func instruction(_ step: HistoryStep) -> [String] {
        guard let keyword = step.keyword else {
            return step.arguments.isEmpty
                ? ["# \(oneLine(step.comment ?? "a step without a word"))"] : run(step.arguments)
        }
        switch keyword {
        case .run:
            return run(step.command)
        case .copy, .add:
            if let destination = step.hashedCopy {
                return [
                    "# The sources are not in the history, only their digest.", "\(keyword.rawValue) ? \(destination)",
                ]
            }
            let heredocs = Heredoc.openings(in: step.arguments)
            guard let destination = Words.separated(step.arguments).last, !heredocs.isEmpty else {
                return [oneLine(step.instructionText)]
            }
            let names = heredocs.map(\.name).joined(separator: ", ")
            return [
                "# The contents of the here-documents \(names) are not in the history.",
                "\(keyword.rawValue) ? \(destination)",
            ]
        case .env, .label, .arg:
            return ["\(keyword.rawValue) \(ReconstructedValues.quoted(oneLine(step.arguments)))"]
        default:
            return [oneLine(step.instructionText)]
        }
    }

    /// A command of several lines was a here-document.
    private static func run(_ command: String) -> [String] {
        let body = command.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(String.init)
        guard body.count > 1 else { return ["RUN \(command)"] }
        if body[0].contains("<<") { return ["RUN \(body[0])"] + body.dropFirst() }
        let end = body.contains("EOF") ? "END_OF_COMMAND" : "EOF"
        return ["RUN <<\(end)"] + (body.last == "" ? Array(body.dropLast()) : body) + [end]
    }
}
