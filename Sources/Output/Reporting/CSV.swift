import DisplayText

/// Comma-separated values as RFC 4180 has them, with a line feed at the end of each record.
public enum CSV {
    /// One record with its line feed. Fields with a comma, a quote, a line break or a space at an end are quoted; what is not
    /// plainly visible, line feeds and tabs apart, is written out. A text that a spreadsheet would take for a formula gets
    /// an apostrophe before it (OWASP, "CSV Injection").
    public static func record(_ fields: [String]) -> String {
        fields.map(field).joined(separator: ",") + "\n"
    }

    private static func field(_ text: String) -> String {
        // Nearly all are so.
        if isPlain(text) { return text }
        var visible = Printable.escapeLines(text).unicodeScalars
        if visible.count > 1, let first = visible.first, "=+-@\t".unicodeScalars.contains(first) {
            visible.insert("'", at: visible.startIndex)
        }
        guard visible.contains(where: special.contains) || visible.first == " " || visible.last == " " else {
            return String(visible)
        }
        // Scalars, since a character may hold a quote and a combining mark.
        var quoted = String.UnicodeScalarView("\"".unicodeScalars)
        for scalar in visible { quoted.append(contentsOf: scalar == "\"" ? [scalar, scalar] : [scalar]) }
        quoted.append("\"")
        return String(quoted)
    }

    private static let special: Set<Unicode.Scalar> = [",", "\"", "\n"]

    /// Whether a text is letters, digits and what stands in paths, and begins like a path: it is written as it is.
    private static func isPlain(_ text: String) -> Bool {
        text.utf8.allSatisfy { (0x2d...0x3b).contains($0) || (0x41...0x7a).contains($0) } && text.first != "-"
    }
}
