/// Comma-separated values as RFC 4180 has them, with a line feed at the end of each record.
public enum CSV {
    /// One record with its line feed. Fields with a comma, a quote, a line break or a space at an end are quoted.
    public static func record(_ fields: [String]) -> String {
        fields.map(field).joined(separator: ",") + "\n"
    }

    private static func field(_ text: String) -> String {
        let special: Set<Unicode.Scalar> = [",", "\"", "\n", "\r"]
        let isSpecial = text.unicodeScalars.contains { special.contains($0) }
        guard isSpecial || text.hasPrefix(" ") || text.hasSuffix(" ") else { return text }
        // Scalars, since a character may hold a quote and a combining mark.
        var quoted = "\""
        for scalar in text.unicodeScalars {
            if scalar == "\"" { quoted += "\"" }
            quoted.unicodeScalars.append(scalar)
        }
        return quoted + "\""
    }
}
