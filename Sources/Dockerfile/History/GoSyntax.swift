/// Values that builders print as Go does, turned into what a Dockerfile says.
enum GoSyntax {
    /// The arguments of an instruction: `map[80/tcp:{}]`, `["a" "b"]` and `&{["NONE"] "0s" …}` in Dockerfile form, the
    /// rest unchanged.
    static func argument(_ text: Substring, of keyword: String) -> String {
        switch keyword {
        case "CMD", "ENTRYPOINT": list(text).map(json) ?? String(text)
        case "SHELL": (list(text) ?? bareList(text)).map(json) ?? String(text)
        case "EXPOSE": (mapKeys(text) ?? bareList(text))?.joined(separator: " ") ?? String(text)
        case "VOLUME": (list(text) ?? bareList(text))?.joined(separator: " ") ?? String(text)
        case "HEALTHCHECK": GoHealthcheck(text)?.argument ?? String(text)
        case "COPY", "ADD": shortenedSource(text)
        default: String(text)
        }
    }

    /// `["a" "b"]` as Go writes it and `["a","b"]` as JSON has it; nil for anything else.
    static func list(_ text: Substring) -> [String]? {
        guard text.first == "[", text.last == "]" else { return nil }
        var rest = text.dropFirst().dropLast().trimmed
        var values: [String] = []
        while !rest.isEmpty {
            guard let (value, end) = quoted(rest) else { return nil }
            values.append(value)
            rest = rest[end...].drop { $0 == " " || $0 == "," }
        }
        return values
    }

    /// The string between the quotes at the start of `text` with its escapes resolved, and where it ends.
    static func quoted(_ text: Substring) -> (value: String, end: String.Index)? {
        guard text.first == "\"" else { return nil }
        var value = ""
        var index = text.index(after: text.startIndex)
        while index < text.endIndex {
            if text[index] == "\"" { return (value, text.index(after: index)) }
            if text[index] == "\\", text.index(after: index) < text.endIndex {
                index = text.index(after: index)
                value.append(escapes[text[index]] ?? text[index])
            } else {
                value.append(text[index])
            }
            index = text.index(after: index)
        }
        return nil
    }

    /// The values as a JSON array, the exec form of an instruction.
    static func json(_ values: [String]) -> String {
        let quoted = values.map { value in
            "\"" + value.map { reverseEscapes[$0] ?? String($0) }.joined() + "\""
        }
        return "[" + quoted.joined(separator: ", ") + "]"
    }

    /// `[a b]`; nil when there are no brackets.
    static func bareList(_ text: Substring) -> [String]? {
        guard text.first == "[", text.last == "]", !text.contains("\"") else { return nil }
        return text.dropFirst().dropLast().split(separator: " ").map(String.init)
    }

    private static func mapKeys(_ text: Substring) -> [String]? {
        guard text.hasPrefix("map["), text.hasSuffix("]") else { return nil }
        return text.dropFirst(4).dropLast().split(separator: " ").map { key in
            String(key.hasSuffix(":{}") ? key.dropLast(3) : key)
        }
    }

    /// The classic builder names sources by a hash, `file:` and 64 digits: twelve are enough to read. Some versions
    /// leave out the space before.
    private static func shortenedSource(_ text: Substring) -> String {
        for kind in ["file:", "dir:", "multi:"] {
            guard let start = text.firstRange(of: kind) else { continue }
            let hash = text[start.upperBound...].prefix { $0.isHexDigit }
            guard hash.count == 64 else { continue }
            let before = text[..<start.lowerBound].trimmed
            return (before.isEmpty ? "" : before + " ") + kind + hash.prefix(12) + text[hash.endIndex...]
        }
        return String(text)
    }

    private static let escapes: [Character: Character] = ["n": "\n", "t": "\t", "r": "\r"]
    private static let reverseEscapes: [Character: String] = [
        "\"": "\\\"", "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r",
    ]
}
