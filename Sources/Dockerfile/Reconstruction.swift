/// Writes a Dockerfile from a history, as far as that tells.
enum Reconstruction {
    static func dockerfile(of steps: [HistoryStep], base: BaseBoundary) -> String {
        var lines = ["# Reconstructed from the image's history: sources of COPY and earlier stages may be missing."]
        let start = base.stepCount ?? 0
        if start > 0 {
            lines.append("# The base image, \(base.layerCount ?? 0) layers:")
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
            return step.arguments.isEmpty ? ["# \(oneLine(step.comment ?? "a step without a word"))"] : run(step.arguments)
        }
        switch keyword {
        case .run:
            return run(step.command)
        case .copy, .add:
            if let destination = step.hashedCopy {
                return ["# The sources are not in the history, only their digest.", "\(keyword.rawValue) ? \(destination)"]
            }
            return [oneLine(step.instructionText)]
        case .env, .label, .arg:
            return ["\(keyword.rawValue) \(ReconstructedValues.quoted(oneLine(step.arguments)))"]
        case .expose, .volume:
            return ["\(keyword.rawValue) \(ReconstructedValues.list(step.arguments))"]
        case .cmd, .entrypoint, .shell:
            return ["\(keyword.rawValue) \(ReconstructedValues.array(oneLine(step.arguments)))"]
        case .healthcheck:
            return ["HEALTHCHECK \(ReconstructedValues.healthcheck(step.arguments))"]
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

extension HistoryStep {
    /// The destination of a copy whose sources are only a digest, `file:0123… in /app/ `; nil for any other step.
    var hashedCopy: String? {
        guard keyword == .copy || keyword == .add,
            ["file:", "dir:", "multi:"].contains(where: { arguments.contains($0) }),
            let mark = arguments.ranges(of: " in ").last
        else { return nil }
        return String(arguments[mark.upperBound...]).trimmingSpace()
    }
}

/// Turns values that builders write in Go's syntax back into a Dockerfile's.
enum ReconstructedValues {
    /// `A=1 B=two words` with quotes where they are needed: a name and `=` start a value.
    static func quoted(_ text: String) -> String {
        var pairs: [String] = []
        for word in text.split(separator: " ", omittingEmptySubsequences: false).map(String.init) {
            let isName = word.firstIndex(of: "=").map { word[..<$0].allSatisfy { $0.isLetter || $0.isNumber || "_.-/\"".contains($0) } && $0 != word.startIndex } ?? false
            if isName || pairs.isEmpty { pairs.append(word) } else { pairs[pairs.count - 1] += " " + word }
        }
        return pairs.map { pair in
            guard pair.contains(" "), !pair.contains("\""), let equals = pair.firstIndex(of: "=") else { return pair }
            return "\(pair[...equals])\"\(pair[pair.index(after: equals)...])\""
        }.joined(separator: " ")
    }

    /// `[80/tcp 443/udp]` or `map[80/tcp:{}]` as words.
    static func list(_ text: String) -> String {
        var body = text
        if body.hasPrefix("map") { body = String(body.dropFirst(3)).replacing(":{}", with: "") }
        if body.hasPrefix("["), body.hasSuffix("]"), !body.contains("\"") { body = String(body.dropFirst().dropLast()) }
        return body
    }

    /// `["a" "b"]` with commas; `[/bin/sh -c]` with quotes too.
    static func array(_ text: String) -> String {
        guard text.hasPrefix("["), text.hasSuffix("]"), JSONArray(text) == .notJSON else { return text }
        let body = text.dropFirst().dropLast()
        guard body.contains("\"") else {
            return "[" + body.split(separator: " ").map { "\"\($0)\"" }.joined(separator: ", ") + "]"
        }
        let words = "[" + Words.quoted(String(body), escape: "\\").joined(separator: ", ") + "]"
        return JSONArray(words) == .notJSON ? text : words
    }

    /// `{Test:[CMD-SHELL true] Interval:30s … Retries:3}` as flags and a command; anything else stays.
    static func healthcheck(_ text: String) -> String {
        guard let start = text.firstRange(of: "Test:["), let end = text.firstRange(of: "] Interval:") else { return text }
        let words = text[start.upperBound..<end.lowerBound].split(separator: " ", maxSplits: 1).map(String.init)
        if words.first == "NONE" { return "NONE" }
        let fields = text[text.index(after: end.lowerBound)...].split { " {}".contains($0) }
        let names = ["Interval": "interval", "Timeout": "timeout", "StartPeriod": "start-period", "Retries": "retries"]
        let flags = fields.compactMap { field -> String? in
            let parts = field.split(separator: ":", maxSplits: 1).map(String.init)
            guard parts.count == 2, let name = names[parts[0]], parts[1] != "0s", parts[1] != "0" else { return nil }
            return "--\(name)=\(parts[1]) "
        }
        return flags.joined() + "CMD " + (words.dropFirst().first ?? "")
    }
}
