/// Writes a Dockerfile from a history, as far as that tells.
enum Reconstruction {
    /// A line, and the step of the history, from 0, that it stands for; nil for a remark.
    struct Line: Hashable {
        var text: String
        var step: Int?
    }

    static func lines(of steps: [HistoryStep], base: BaseBoundary) -> [Line] {
        var lines = [
            Line(text: "# Reconstructed from the image's history: sources of COPY and earlier stages may be missing.")
        ]
        let start = base.stepCount ?? 0
        if start > 0 {
            let count = base.layerCount == 1 ? "1 layer" : "\(base.layerCount ?? 0) layers"
            lines.append(Line(text: "# The base image (\(count)):"))
            lines += steps.prefix(start).map { Line(text: "#   \(oneLine($0.instructionText))", step: $0.index) }
        } else if base.stepCount == nil {
            lines.append(Line(text: "# Where the base image ends is not known."))
        }
        lines.append(Line(text: "FROM \(base.reference ?? (base.layerCount == 0 ? "scratch" : "unknown-base"))"))
        for step in steps.dropFirst(start) {
            if let remark = remark(on: step) { lines.append(Line(text: "# \(remark)")) }
            lines += instruction(step).map { Line(text: $0, step: step.index) }
        }
        return lines
    }

    /// A Dockerfile of the base image's steps alone; empty where there are none.
    static func baseLines(of steps: some Sequence<HistoryStep>) -> [Line] {
        let lines = steps.flatMap { step in instruction(step).map { Line(text: $0, step: step.index) } }
        return lines.isEmpty ? [] : [Line(text: "FROM scratch")] + lines
    }

    private static func oneLine(_ text: String) -> String {
        text.split(whereSeparator: \.isNewline).joined(separator: " ⏎ ")
    }

    /// What a copy's instruction cannot say, since the history does not.
    private static func remark(on step: HistoryStep) -> String? {
        guard step.keyword == .copy || step.keyword == .add else { return nil }
        if step.hashedCopy != nil { return "The sources are not in the history, only their digest." }
        let names = Heredoc.openings(in: step.arguments).map(\.name)
        guard !names.isEmpty, !Words.separated(step.arguments).isEmpty else { return nil }
        return "The contents of the here-documents \(names.joined(separator: ", ")) are not in the history."
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
            if let destination = step.hashedCopy { return ["\(keyword.rawValue) ? \(destination)"] }
            guard remark(on: step) != nil, let destination = Words.separated(step.arguments).last else {
                return [oneLine(step.instructionText)]
            }
            return ["\(keyword.rawValue) ? \(destination)"]
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
