/// The build arguments that builders write before a command: `|2 A=1 B=two words /bin/sh -c make`.
public enum BuildArguments {
    /// The `NAME=value` of such a text; empty for any other.
    public static func assignments(in text: String) -> [String] {
        // The mark alone, without the command: a shell behind it tells where the last value ends.
        split(Substring(text + " /bin/sh -c true")).assignments
    }

    /// Splits `text` into the assignments and the command. Values are not quoted, so where the last one ends is known
    /// for sure only if a shell follows; else it is taken to end at the first space.
    static func split(_ text: Substring) -> (assignments: [String], command: Substring) {
        guard text.hasPrefix("|") else { return ([], text) }
        let digits = text.dropFirst().prefix { $0.isASCII && $0.isNumber }
        guard let count = Int(digits), count <= 4096 else { return ([], text) }
        var rest = text[digits.endIndex...].trimmed
        var assignments: [String] = []
        while assignments.count < count, let end = end(of: rest, isLast: assignments.count == count - 1) {
            assignments.append(String(rest[..<end].trimmed))
            rest = rest[end...].trimmed
        }
        return (assignments, rest)
    }

    /// Where the assignment at the start of `text` ends: before the next assignment, or for the last one before the
    /// shell.
    private static func end(of text: Substring, isLast: Bool) -> String.Index? {
        guard startsWithAssignment(text) else { return nil }
        let spaces = text.indices.lazy.filter { text[$0] == " " }
        let next = spaces.first { space in
            let rest = text[text.index(after: space)...]
            return isLast ? CommandShell(startOf: rest) != nil : startsWithAssignment(rest)
        }
        return next ?? spaces.first ?? text.endIndex
    }

    private static func startsWithAssignment(_ text: Substring) -> Bool {
        let name = text.prefix(256).prefix { $0.isLetter || $0.isNumber || $0 == "_" }
        return !name.isEmpty && text[name.endIndex...].first == "="
    }
}
