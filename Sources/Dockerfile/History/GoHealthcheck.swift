/// A health check as Go prints it, in either of the two forms that builders write:
/// `&{["CMD-SHELL" "true"] "30s" "10s" "40s" '\x03'}` and `{Test:[NONE] Interval:0s Timeout:0s … Retries:0}`.
struct GoHealthcheck {
    private var test: [String] = []
    /// Times and retries by the name of their option; those at zero are left out.
    private var options: [(name: String, value: String)] = []

    /// Reads either form; nil for anything else.
    init?(_ text: Substring) {
        let text = text.hasPrefix("&") ? text.dropFirst() : text
        guard text.hasPrefix("{"), text.hasSuffix("}") else { return nil }
        let body = text.dropFirst().dropLast()
        guard body.hasPrefix("Test:") ? readNamed(body.dropFirst(5)) : readPositional(body) else { return nil }
    }

    /// What follows HEALTHCHECK in a Dockerfile.
    var argument: String {
        guard let kind = test.first, kind != "NONE" else { return "NONE" }
        let command =
            kind == "CMD-SHELL" ? test.dropFirst().joined(separator: " ") : GoSyntax.json(Array(test.dropFirst()))
        return (options.map { "--\($0.name)=\($0.value)" } + ["CMD", command]).joined(separator: " ")
    }

    private mutating func readPositional(_ body: Substring) -> Bool {
        guard let close = endOfList(body), let list = GoSyntax.list(body[...close]) else { return false }
        test = list
        let words = body[body.index(after: close)...].split(separator: " ")
        let times = words.filter { $0.first == "\"" }.map { String($0.dropFirst().dropLast()) }
        add(times: Array(times.prefix(4)))
        if let quoted = words.last, quoted.first == "'" { add(retries: GoHealthcheck.number(quoted)) }
        return true
    }

    private mutating func readNamed(_ body: Substring) -> Bool {
        guard let end = body.firstRange(of: "] Interval:") else { return false }
        guard let list = GoSyntax.bareList(body[...end.lowerBound]) else { return false }
        // The words of a shell command are not told apart: they read right when joined again.
        test = list
        var fields: [Substring: Substring] = [:]
        for field in body[end.upperBound...].split(separator: " ") {
            let parts = field.split(separator: ":", maxSplits: 1)
            if parts.count == 2 { fields[parts[0]] = parts[1] }
        }
        let interval = body[end.upperBound...].prefix { $0 != " " }
        let times = [interval, fields["Timeout"], fields["StartPeriod"], fields["StartInterval"]]
        add(times: times.map { String($0 ?? "0s") })
        add(retries: fields["Retries"].flatMap { Int($0) })
        return true
    }

    private mutating func add(times: [String]) {
        for (name, value) in zip(["interval", "timeout", "start-period", "start-interval"], times)
        where value != "0s" && !value.isEmpty {
            options.append((name, value))
        }
    }

    private mutating func add(retries: Int?) {
        if let retries, retries > 0 { options.append(("retries", String(retries))) }
    }

    /// The bracket that closes the list at the start of `text`, brackets inside quotes apart.
    private func endOfList(_ text: Substring) -> String.Index? {
        var isQuoted = false
        var isEscaped = false
        for index in text.indices {
            let character = text[index]
            if isEscaped {
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else if character == "\"" {
                isQuoted.toggle()
            } else if character == "]", !isQuoted {
                return index
            }
        }
        return nil
    }

    /// A number that Go printed as a character: `'\x03'`, `'\n'`, `'d'`.
    private static func number(_ quoted: Substring) -> Int? {
        let body = quoted.dropFirst().dropLast()
        if body.hasPrefix("\\x") || body.hasPrefix("\\u") { return Int(body.dropFirst(2), radix: 16) }
        if body.first == "\\", let letter = body.last { return controlCharacters[letter] }
        return body.unicodeScalars.first.map { Int($0.value) }
    }

    private static let controlCharacters: [Character: Int] = [
        "a": 7, "b": 8, "t": 9, "n": 10, "v": 11, "f": 12, "r": 13, "\\": 92, "'": 39,
    ]
}
