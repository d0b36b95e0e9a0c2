import Dockerfile

extension String {
    /// The variables of a word: `$a`, `${a}`, `${a:-b}`. Escaped and single-quoted dollars are none.
    var variables: [(name: String, hasDefault: Bool)] { variables(escape: "\\") }

    /// The variables of a word where `escape` takes a dollar's meaning.
    func variables(escape: Character) -> [(name: String, hasDefault: Bool)] {
        var found: [(name: String, hasDefault: Bool)] = []
        var rest = Substring(self)
        var isSingleQuoted = false
        var isDoubleQuoted = false
        while let character = rest.popFirst() {
            if character == escape, !isSingleQuoted {
                rest = rest.dropFirst()
            } else if character == "'", !isDoubleQuoted {
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

extension AnalyzedDockerfile {
    /// What BuildKit declares in the global scope.
    static let platformArguments: Set<String> = [
        "TARGETPLATFORM", "TARGETOS", "TARGETARCH", "TARGETVARIANT", "BUILDPLATFORM", "BUILDOS", "BUILDARCH",
        "BUILDVARIANT", "TARGETSTAGE",
    ]

    /// The `ARG`s above the first `FROM`, with their defaults as written.
    var globalArguments: [String: String?] {
        steps(.arg).filter { $0.stage == nil }.flatMap(\.inner.pairs).reduce(into: [:]) { arguments, pair in
            // What is declared without a value keeps the one that it has.
            if let value = pair.value { arguments[pair.name] = .some(.some(value.filter { $0 != "\"" && $0 != "'" })) }
            if arguments[pair.name] == nil { arguments[pair.name] = .some(.none) }
        }
    }
}
