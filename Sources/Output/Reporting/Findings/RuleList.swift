import DisplayText
import ImageAnalysis

/// Rules as `strata rules` writes them.
public struct RuleList: Sendable {
    /// The rules, in the order in which they are written.
    public let rules: [Rule]

    /// A list of rules; all by default.
    public init(_ rules: [Rule] = RuleCatalog.rules) {
        self.rules = rules
    }

    /// A table: id, severity, category, title, and what other tools call it.
    public func text(width: Int?, palette: TextStyle.Palette = .plain) -> String {
        var table = TextTable([
            .init("RULE", minimumWidth: 16, wraps: true), .init("SEVERITY"), .init("CATEGORY"),
            .init("FINDS", minimumWidth: 20, wraps: true), .init("KNOWN AS", minimumWidth: 8, wraps: true),
        ])
        for rule in rules {
            table.append([
                .init(rule.id), .init(rule.severity.rawValue, rule.severity.style), .init(rule.category.rawValue),
                .init(rule.title), .init(rule.knownAs.joined(separator: " "), .dim),
            ])
        }
        return table.lines(width: width, palette: palette).map { $0 + "\n" }.joined()
    }

    /// Each rule in full: why it matters and what to do.
    public func details(width: Int? = nil, palette: TextStyle.Palette = .plain) -> String {
        rules.map { rule in
            var lines = [palette.apply(.heading, to: rule.id) + "  " + rule.title, ""]
            lines.append("Severity  " + palette.apply(rule.severity.style, to: rule.severity.rawValue))
            lines.append("Category  " + rule.category.rawValue)
            if !rule.knownAs.isEmpty { lines.append("Known as  " + rule.knownAs.joined(separator: ", ")) }
            if let lesson = rule.lesson { lines.append("Lesson    \(lesson)") }
            for text in ["Why: " + rule.why, "Remedy: " + rule.remedy] {
                lines += [""] + palette.paragraph(text, .plain, indentation: 0, width: width)
            }
            return lines.map { $0 + "\n" }.joined()
        }.joined(separator: "\n")
    }

    /// The rules as JSON, version 1; the order of keys never changes.
    public var json: JSONValue {
        [
            "schemaVersion": 1,
            "rules": .array(
                rules.map { rule in
                    [
                        "id": .string(rule.id),
                        "category": .string(rule.category.rawValue),
                        "severity": .string(rule.severity.rawValue),
                        "title": .string(rule.title),
                        "why": .string(rule.why),
                        "remedy": .string(rule.remedy),
                        "knownAs": .strings(rule.knownAs),
                        "lesson": .optional(rule.lesson?.description),
                    ]
                }),
        ]
    }

    /// The rules as Markdown: a table, then each in full.
    public var markdown: String {
        var lines = ["| rule | severity | category | finds | known as |", "|---|---|---|---|---|"]
        for rule in rules {
            let cells = [
                "[`\(rule.id)`](#\(rule.id))", rule.severity.rawValue, rule.category.rawValue,
                Markdown.text(rule.title), Markdown.text(rule.knownAs.joined(separator: ", ")),
            ]
            lines.append("| " + cells.joined(separator: " | ") + " |")
        }
        for rule in rules {
            lines += ["", "## \(rule.id)", "", "\(Markdown.text(rule.title)) (\(rule.severity.rawValue))."]
            lines += ["", Markdown.text(rule.why), "", "**Remedy:** " + Markdown.text(rule.remedy)]
            if let lesson = rule.lesson { lines += ["", "**Lesson:** " + Markdown.text(lesson.description)] }
        }
        return lines.map { $0 + "\n" }.joined()
    }
}
