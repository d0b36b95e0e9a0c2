/// Why an instruction's line can't be parsed.
struct SyntaxError: Error {
    let message: String
}

/// Takes the line of an instruction apart: its word, flags and arguments.
struct InstructionSyntax {
    let escape: Unicode.Scalar

    /// Each `ONBUILD` in a chain copies the rest of its line: further ones are not looked behind.
    static let maximumTriggers = 8

    func instruction(_ text: String, lines: ClosedRange<Int>) throws(SyntaxError) -> Instruction {
        let outer = try parts(of: text)
        var trigger: [Instruction] = []
        if outer.keyword == .onbuild, !outer.rest.isEmpty {
            // A trigger of a trigger is not followed: BuildKit refuses it, and a line of them must not overflow.
            let inner = try parts(of: outer.rest)
            trigger = [make(inner, text: outer.rest, lines: lines, trigger: [])]
            try checkChain(inner)
        }
        return make(outer, text: text, lines: lines, trigger: trigger)
    }

    /// Finds syntax errors in what a chain of `ONBUILD`s ends with, as BuildKit does before it refuses the chain.
    private func checkChain(_ first: Parts) throws(SyntaxError) {
        var parts = first
        for _ in 0..<InstructionSyntax.maximumTriggers where parts.keyword == .onbuild && !parts.rest.isEmpty {
            parts = try self.parts(of: parts.rest)
        }
    }

    private struct Parts {
        var name: String
        var keyword: Keyword?
        var flags: [Flag]
        var rest: String
        var arguments: [String] = []
        var isJSON = false
    }

    private func make(_ parts: Parts, text: String, lines: ClosedRange<Int>, trigger: [Instruction]) -> Instruction {
        Instruction(
            keyword: parts.keyword, name: parts.name, lines: lines, text: text, flags: parts.flags,
            arguments: parts.arguments, isJSON: parts.isJSON, heredocs: [], trigger: trigger)
    }

    private func parts(of text: String) throws(SyntaxError) -> Parts {
        let words = Words.splitOnce(text.trimmingSpace())
        let (flags, rest) = words.rest.map { Words.flags(in: $0, escape: escape) } ?? ([], "")
        var parts = Parts(
            name: words.first, keyword: Keyword(word: words.first), flags: flags.map(Flag.init(word:)),
            rest: rest.trimmingSpace())
        (parts.arguments, parts.isJSON) = try arguments(parts.rest, of: parts.keyword)
        return parts
    }

    private func arguments(_ rest: String, of keyword: Keyword?) throws(SyntaxError) -> ([String], Bool) {
        switch keyword {
        case .run, .cmd, .entrypoint, .shell:
            return try list(rest) ?? (rest.isEmpty ? [] : [rest], false)
        case .add, .copy, .volume:
            return try list(rest) ?? (Words.separated(rest), false)
        case .from, .expose:
            return (Words.separated(rest), false)
        case .arg:
            return (Words.quoted(rest, escape: escape), false)
        case .env, .label:
            return (try pairs(rest, of: keyword), false)
        case .healthcheck:
            return try healthcheck(rest)
        case .onbuild:
            return ([], false)
        case .maintainer, .stopsignal, .user, .workdir, nil:
            return (rest.isEmpty ? [] : [rest], false)
        }
    }

    /// The elements of a JSON array of strings; nil when the text is no JSON array and so is a shell form.
    private func list(_ rest: String) throws(SyntaxError) -> ([String], Bool)? {
        switch JSONArray(rest.trimmingSpace()) {
        case .strings(let strings): return (strings, true)
        case .notJSON: return nil
        case .otherValues:
            throw SyntaxError(message: "The JSON array holds something else than strings; put each element in quotes.")
        }
    }

    private func healthcheck(_ rest: String) throws(SyntaxError) -> ([String], Bool) {
        let words = Words.splitOnce(rest)
        guard let command = words.rest else { return (rest.isEmpty ? [] : [rest], false) }
        let (arguments, isJSON) = try list(command) ?? (command.isEmpty ? [] : [command], false)
        return ([words.first] + arguments, isJSON)
    }

    private func pairs(_ rest: String, of keyword: Keyword?) throws(SyntaxError) -> [String] {
        let name = keyword?.rawValue ?? ""
        let words = Words.quoted(rest, escape: escape)
        guard let first = words.first else { return [] }
        guard first.contains("=") else {
            let old = Words.splitOnce(rest)
            guard let value = old.rest else {
                throw SyntaxError(message: "\(name) \(first) has no value; expected \(name) \(first)=value.")
            }
            return [old.first, value]
        }
        var pairs: [String] = []
        for word in words {
            guard let equals = word.firstIndex(of: "=") else {
                throw SyntaxError(message: "“\(word)” has no =; expected name=value, with quotes around spaces.")
            }
            pairs += [String(word[..<equals]), String(word[word.index(after: equals)...])]
        }
        return pairs
    }
}

extension Instruction {
    /// The same instruction with other lines and here-documents, which go to its trigger where it has one.
    func with(lines: ClosedRange<Int>, heredocs: [Heredoc]) -> Instruction {
        Instruction(
            keyword: keyword, name: name, lines: lines, text: text, flags: flags, arguments: arguments, isJSON: isJSON,
            heredocs: heredocs, trigger: trigger.map { $0.with(lines: lines, heredocs: heredocs) })
    }
}
