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
        return lines + instructions(steps.dropFirst(start), withRemarks: true)
    }

    /// A Dockerfile of the base image's steps alone; empty where there are none.
    static func baseLines(of steps: some Sequence<HistoryStep>) -> [Line] {
        let lines = instructions(steps, withRemarks: false)
        return lines.isEmpty ? [] : [Line(text: "FROM scratch")] + lines
    }

    /// The lines of each step. The history tells the shell of each command, but a `SHELL` of the base image not.
    private static func instructions(_ steps: some Sequence<HistoryStep>, withRemarks: Bool) -> [Line] {
        var lines: [Line] = []
        var shell = CommandShell.standard
        for step in steps {
            if withRemarks, let remark = remark(on: step) { lines.append(Line(text: "# \(remark)")) }
            if let used = step.shell, used != shell {
                lines.append(Line(text: "SHELL \(GoSyntax.json(used.words))"))
                shell = used
            }
            if let chosen = step.chosenShell { shell = chosen }
            lines += instruction(step).map { Line(text: $0, step: step.index) }
        }
        return lines
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
            return step.isExecForm ? run(step.arguments) : ["# \(oneLine(told(by: step)))"]
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

    /// What a tool that follows no Dockerfile says of its step.
    private static func told(by step: HistoryStep) -> String {
        let words = [step.arguments, step.comment ?? ""].filter { !$0.isEmpty }
        return "\(step.builder.rawValue): \(words.isEmpty ? "a step without a word" : words.joined(separator: ", "))"
    }

    /// A command of several lines was a here-document, and one that ends in a backslash must not take the next line.
    private static func run(_ command: String) -> [String] {
        let body = command.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(String.init)
        guard body.count > 1 || command.hasSuffix("\\") else { return ["RUN \(command)"] }
        let names = Heredoc.openings(in: body[0]).map(\.name)
        if !names.isEmpty, names.allSatisfy(body.contains) { return ["RUN \(body[0])"] + body.dropFirst() }
        var end = "EOF"
        while body.contains(end) { end += "_OF_COMMAND" }
        return ["RUN <<\(end)"] + (body.last == "" ? Array(body.dropLast()) : body) + [end]
    }
}
