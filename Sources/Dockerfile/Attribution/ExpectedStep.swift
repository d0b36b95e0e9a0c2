/// An instruction of the lineage that should be found in the history, with the forms in which builders write it.
struct ExpectedStep {
    let instruction: Instruction
    /// The stage that it belongs to, from 0.
    let stage: Int
    /// Its lines; those of the child's `FROM` for a trigger.
    let lines: ClosedRange<Int>
    let keyword: Keyword
    /// Whether its absence tells something: `ONBUILD` and `ARG` are not always written.
    let isOptional: Bool
    private let commands: [String]
    private let copies: [TextPattern]
    private let destination: TextPattern?
    private let tokens: [TextPattern]

    init(_ instruction: Instruction, keyword: Keyword, stage: Int, lines: ClosedRange<Int>) {
        self.instruction = instruction
        self.keyword = keyword
        self.stage = stage
        self.lines = lines
        isOptional = keyword == .onbuild || keyword == .arg
        commands = keyword == .run ? ExpectedStep.commands(of: instruction) : []
        let isCopy = keyword == .copy || keyword == .add
        copies = isCopy ? ExpectedStep.copyTexts(instruction).map { TextPattern($0) } : []
        destination = isCopy ? instruction.arguments.last.map { TextPattern($0) } : nil
        let text =
            instruction.flags.map(\.description)
            + (instruction.trigger.first.map { [$0.text] } ?? instruction.arguments)
        tokens =
            isCopy || keyword == .run
            ? []
            : ExpectedStep.words(text.joined(separator: " ")).map { word in
                TextPattern(keyword == .expose && word.hasSuffix("/tcp") ? String(word.dropLast(4)) : word)
            }
    }

    /// The instructions of a graph's lineage, in order, with the triggers of parents after each `FROM`.
    static func sequence(of graph: StageGraph) -> [ExpectedStep] {
        var steps: [ExpectedStep] = []
        for index in graph.lineage {
            let stage = graph.stages[index]
            if case .stage(let parent) = stage.base {
                for trigger in graph.stages[parent].instructions.flatMap(\.trigger) {
                    guard let keyword = trigger.keyword else { continue }
                    steps.append(ExpectedStep(trigger, keyword: keyword, stage: index, lines: stage.from.lines))
                }
            }
            for instruction in stage.instructions {
                guard let keyword = instruction.keyword else { continue }
                steps.append(ExpectedStep(instruction, keyword: keyword, stage: index, lines: instruction.lines))
            }
        }
        return steps
    }

    /// What leaving it out of the history costs.
    func gap(for builder: HistoryStep.Builder) -> Double {
        if builder == .kaniko { return keyword.makesLayer ? -0.5 : 0 }
        return isOptional ? 0 : -2
    }

    /// How well a history entry fits, up to 6; nil when it can't be this instruction.
    func score(_ step: MatchableStep) -> Double? {
        if keyword == .run, step.step.keyword == nil, instruction.isJSON {
            return commands.contains(step.text) ? 6 : nil
        }
        guard step.step.keyword == keyword else { return nil }
        switch keyword {
        case .run: return scoreRun(step.text)
        case .copy, .add: return scoreCopy(step)
        default: return scoreWords(step.words)
        }
    }

    private func scoreRun(_ text: String) -> Double {
        for command in commands where text.hasSuffix(command) {
            let before = ExpectedStep.withoutFlags(text.dropLast(command.count))
            // What is left must be build arguments and a shell, not the start of a longer command.
            if before.isEmpty || before.hasSuffix("c ") || before.hasPrefix("|") && instruction.isJSON { return 6 }
            if before.hasSuffix(" ") && before.hasPrefix("|") && !before.contains(" -") { return 6 }
        }
        return -3
    }

    /// What stands before a command without `--mount`, `--network` and their like, which buildah keeps in its history.
    private static func withoutFlags(_ before: Substring) -> String {
        let words = before.split(separator: " ").filter { !$0.hasPrefix("--") }
        return words.isEmpty ? "" : words.joined(separator: " ") + (before.hasSuffix(" ") ? " " : "")
    }

    private func scoreCopy(_ step: MatchableStep) -> Double {
        if let hashed = step.hashedDestination {
            guard let destination else { return -3 }
            return destination.matchesPath(hashed) ? 4 : -3
        }
        if copies.contains(where: { $0.matches(step.text) }) { return 6 }
        let last = step.words.last ?? ""
        return destination?.matchesPath(last) == true ? 3 : -3
    }

    private func scoreWords(_ words: [String]) -> Double {
        if tokens.isEmpty || words.isEmpty { return tokens.isEmpty && words.isEmpty ? 4 : -3 }
        let found = tokens.count { token in words.contains { token.matches($0) || token.matchesPath($0) } }
        let share = Double(found) / Double(tokens.count)
        // Values that the user may override at build time change, names do not.
        if keyword == .workdir, share == 1 { return 6 }
        return share == 0 ? -3 : 1 + 3 * share
    }

    private static func commands(of instruction: Instruction) -> [String] {
        guard !instruction.isJSON else {
            return [
                instruction.arguments.joined(separator: " "),
                Words.separated(instruction.text).dropFirst().joined(separator: " "),
            ]
            .map(InstructionText.oneLine)
        }
        let command = instruction.arguments.first ?? ""
        var forms = [command]
        if !instruction.heredocs.isEmpty {
            let bodies = instruction.heredocs.map { heredoc in
                let lines = heredoc.content.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
                return (
                    heredoc,
                    heredoc.cutsTabs ? lines.map { $0.drop { $0 == "\t" } }.joined(separator: "\n") : heredoc.content
                )
            }
            forms.append(command + "\n" + bodies.map { "\($0.1)\n\($0.0.name)" }.joined(separator: "\n"))
            if bodies.count == 1 {
                forms.append(bodies[0].1.hasPrefix("#!") ? "/dev/pipes/\(bodies[0].0.name)" : bodies[0].1)
            }
        }
        return forms.map(InstructionText.oneLine).filter { !$0.isEmpty }.sorted { $0.count > $1.count }
    }

    /// The form of BuildKit, which leaves out flags that say nothing of the result, and kaniko's, which keeps all.
    private static func copyTexts(_ instruction: Instruction) -> [String] {
        let silent: Set<String> = ["from", "link", "mount", "network", "exclude"]
        let flags = instruction.flags.filter { !silent.contains($0.name) }.map(\.description)
        let all = instruction.flags.map(\.description)
        return [flags, all].map { ($0 + instruction.arguments).joined(separator: " ") }
    }

    /// Words without quotes, brackets and commas.
    static func words(_ text: String) -> [String] {
        text.split { $0.isWhitespace || "[]{}\"',=".contains($0) }.map(String.init)
    }
}

/// A history entry made ready to be compared often.
struct MatchableStep {
    let step: HistoryStep
    let text: String
    let words: [String]
    let hashedDestination: String?

    init(_ step: HistoryStep) {
        self.step = step
        text = InstructionText.oneLine(step.arguments)
        hashedDestination = step.hashedCopy
        // The default protocol is written out in the history: 8000/tcp, or map[8000/tcp:{}] in older ones.
        let arguments =
            step.keyword == .expose
            ? step.arguments.replacing("map[", with: "[").replacing(":", with: " ") : step.arguments
        words = ExpectedStep.words(arguments).map {
            step.keyword == .expose && $0.hasSuffix("/tcp") ? String($0.dropLast(4)) : $0
        }
    }
}

/// A text in which variables stand for anything.
struct TextPattern {
    /// The fixed parts between variables.
    private let parts: [String]

    init(_ text: String) {
        var parts = [""]
        var rest = InstructionText.oneLine(text)[...]
        while let dollar = rest.firstIndex(of: "$") {
            parts[parts.count - 1] += rest[..<dollar]
            rest = rest[rest.index(after: dollar)...]
            if rest.first == "{" {
                rest = rest.firstIndex(of: "}").map { rest[rest.index(after: $0)...] } ?? ""
            } else {
                rest = rest.drop { $0.isLetter || $0.isNumber || $0 == "_" }
            }
            parts.append("")
        }
        parts[parts.count - 1] += rest
        self.parts = parts
    }

    func matches(_ text: String) -> Bool {
        guard parts.count > 1 else { return parts[0] == text }
        guard text.hasPrefix(parts[0]) else { return false }
        var rest = text.dropFirst(parts[0].count)
        for part in parts[1..<(parts.count - 1)] where !part.isEmpty {
            guard let found = rest.firstRange(of: part) else { return false }
            rest = rest[found.upperBound...]
        }
        return rest.hasSuffix(parts[parts.count - 1])
    }

    /// Whether a path may be what the pattern names: builders resolve relative paths and drop slashes at the end.
    func matchesPath(_ path: String) -> Bool {
        if matches(path) { return true }
        guard parts.count == 1 else { return parts[0].isEmpty || path.hasPrefix(parts[0]) }
        func plain(_ text: String) -> String {
            var text = text[...]
            while text.hasPrefix("./") { text = text.dropFirst(2) }
            while text.count > 1, text.hasSuffix("/") { text = text.dropLast() }
            return String(text)
        }
        let (mine, theirs) = (plain(parts[0]), plain(path))
        if mine == theirs { return true }
        if mine.hasPrefix("/") || mine.isEmpty { return false }
        return mine == "." ? theirs.hasPrefix("/") : theirs.hasSuffix("/" + mine)
    }
}
