import Dockerfile

extension String {
    /// The variables of a word: `$a`, `${a}`, `${a:-b}`. Escaped and single-quoted dollars are none.
    var variables: [(name: String, hasDefault: Bool)] { variables(escape: "\\") }

    /// The variables of a word where `escape` takes a dollar's meaning, and single quotes too if they are heeded.
    func variables(escape: Character, heedsQuotes: Bool = true) -> [(name: String, hasDefault: Bool)] {
        var found: [(name: String, hasDefault: Bool)] = []
        var rest = Substring(self)
        var isSingleQuoted = false
        var isDoubleQuoted = false
        while let character = rest.popFirst() {
            if character == escape, !isSingleQuoted {
                rest = rest.dropFirst()
            } else if character == "'", heedsQuotes, !isDoubleQuoted {
                isSingleQuoted.toggle()
            } else if character == "\"", !isSingleQuoted {
                isDoubleQuoted.toggle()
            } else if character == "$", !isSingleQuoted {
                let isBraced = rest.first == "{"
                let body = isBraced ? rest.dropFirst() : rest
                let name = body.prefix { $0 == "_" || $0.isASCII && ($0.isLetter || $0.isNumber) }
                let behind = body[name.endIndex...].drop { $0 == ":" }.first
                let hasDefault = isBraced && behind.map { "-+".contains($0) } == true
                if !name.isEmpty { found.append((String(name), hasDefault)) }
                rest = body[name.endIndex...]
            }
        }
        return found
    }
}

extension String {
    /// The name where a word is one variable and no more: `$a`, `${a}`.
    var variableName: String? {
        guard first == "$" else { return nil }
        let body = dropFirst()
        let name = body.first == "{" && body.last == "}" ? body.dropFirst().dropLast() : body
        let isName = name.allSatisfy { $0 == "_" || $0.isASCII && ($0.isLetter || $0.isNumber) }
        return isName && !name.isEmpty ? String(name) : nil
    }

    /// The text without quotes.
    var withoutQuotes: String { filter { $0 != "\"" && $0 != "'" } }
}

extension AnalyzedDockerfile {
    /// What a variable holds at a step as far as the file says, unexpanded: the last `ENV` above it in its stage or in
    /// those that this one starts from, else the default of its stage's `ARG`.
    func value(of name: String, at step: DockerfileStep) -> String? {
        func last(_ keyword: Keyword, inStage stage: Int) -> String?? {
            declarations[VariableScope(stage: stage, keyword: keyword, name: name)]?
                .last { $0.line < step.inner.lines.lowerBound }.map(\.value)
        }
        var stage = step.stage
        while let number = stage, graph.stages.indices.contains(number) {
            if let value = last(.env, inStage: number) { return value?.withoutQuotes }
            if case .stage(let base) = graph.stages[number].base { stage = base } else { stage = nil }
        }
        guard let value = step.stage.flatMap({ last(.arg, inStage: $0) }) else { return nil }
        return value?.withoutQuotes ?? globalArguments[name].flatMap(\.self)
    }

    /// What BuildKit declares in the global scope.
    static let platformArguments: Set<String> = [
        "TARGETPLATFORM", "TARGETOS", "TARGETARCH", "TARGETVARIANT", "BUILDPLATFORM", "BUILDOS", "BUILDARCH",
        "BUILDVARIANT", "TARGETSTAGE",
    ]
}

/// Where a variable is declared: the name by which its declarations are found.
struct VariableScope: Hashable {
    /// The number of the stage, from 0.
    let stage: Int
    /// `ENV` or `ARG`.
    let keyword: Keyword
    /// What the variable is called.
    let name: String
}

/// One declaration of a variable.
struct VariableDeclaration {
    /// The first line of its instruction, from 1.
    let line: Int
    /// The value as written; nil for an `ARG` without one.
    let value: String?
}

extension [DockerfileStep] {
    /// What `ENV` and `ARG` declare in stages, in order; `FROM`, which comes first in each, declares nothing.
    var declarations: [VariableScope: [VariableDeclaration]] {
        var declarations: [VariableScope: [VariableDeclaration]] = [:]
        for step in self where !step.isTrigger && (step.keyword == .env || step.keyword == .arg) {
            guard let stage = step.stage, let keyword = step.keyword else { continue }
            for pair in step.inner.pairs {
                let declaration = VariableDeclaration(line: step.inner.lines.lowerBound, value: pair.value)
                declarations[VariableScope(stage: stage, keyword: keyword, name: pair.name), default: []]
                    .append(declaration)
            }
        }
        return declarations
    }

    /// The `ARG`s above the first `FROM`, with their defaults as written.
    var globalArguments: [String: String?] {
        filter { $0.keyword == .arg && !$0.isTrigger && $0.stage == nil }.flatMap(\.inner.pairs)
            .reduce(into: [:]) { arguments, pair in
                // What is declared without a value keeps the one that it has.
                if let value = pair.value { arguments[pair.name] = .some(.some(value.withoutQuotes)) }
                if arguments[pair.name] == nil { arguments[pair.name] = .some(.none) }
            }
    }
}
