/// Turns values that builders write in Go's syntax back into a Dockerfile's.
enum ReconstructedValues {
    /// `A=1 B=two words` with quotes where they are needed: a name and `=` start a value.
    static func quoted(_ text: String) -> String {
        var pairs: [String] = []
        for word in text.split(separator: " ", omittingEmptySubsequences: false).map(String.init) {
            let isName =
                word.firstIndex(of: "=").map {
                    word[..<$0].allSatisfy { $0.isLetter || $0.isNumber || "_.-/\"".contains($0) }
                        && $0 != word.startIndex
                } ?? false
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

    /// `&{["CMD-SHELL" "true"] "30s" "3s" "0s" '\x03'}` of older builders: test, interval, timeout, start period.
    private static func oldHealthcheck(_ text: String) -> String? {
        guard text.hasPrefix("&{["), let end = text.ranges(of: "] \"").last else { return nil }
        let test = Words.quoted(String(text[text.index(text.startIndex, offsetBy: 3)..<end.lowerBound]), escape: "\\")
        let words = test.compactMap { (try? ShellWord(environment: [:]).expand($0.replacing("$", with: "\\$"))) }
        let times = text[text.index(end.lowerBound, offsetBy: 2)...].split { " \"}".contains($0) }.map(String.init)
        let flags = zip(["interval", "timeout", "start-period"], times).filter { $1 != "0s" }.map { "--\($0)=\($1) " }
        guard let form = words.first, form != "NONE" else { return "NONE" }
        let command =
            form == "CMD-SHELL"
            ? words.dropFirst().joined(separator: " ")
            : "[" + test.dropFirst().joined(separator: ", ") + "]"
        return flags.joined() + "CMD " + command
    }

    /// `{Test:[CMD-SHELL true] Interval:30s … Retries:3}` as flags and a command; anything else stays.
    static func healthcheck(_ text: String) -> String {
        if let old = oldHealthcheck(text) { return old }
        guard let start = text.firstRange(of: "Test:["), let end = text.firstRange(of: "] Interval:") else {
            return text
        }
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
