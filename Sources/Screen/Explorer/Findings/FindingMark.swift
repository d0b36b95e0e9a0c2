import ImageAnalysis
import TerminalUI

/// The letter of a finding's category, in the colour of its severity.
struct FindingMark: Sendable, Hashable {
    let category: Rule.Category
    let severity: Severity

    init(_ category: Rule.Category, _ severity: Severity) {
        self.category = category
        self.severity = severity
    }

    /// One column.
    var text: String { FindingMark.letter(of: category) }

    func style(_ theme: Theme) -> Style { theme.style(of: severity) }

    /// This mark, or another one that is worse.
    func worse(than other: FindingMark?) -> FindingMark {
        guard let other else { return self }
        return other.severity >= severity ? other : self
    }

    static func letter(of category: Rule.Category) -> String {
        switch category {
        case .waste: "W"
        case .bloat: "B"
        case .lesson: "L"
        case .secret: "S"
        case .hardening: "H"
        case .dockerfile: "D"
        case .vulnerability: "V"
        }
    }

    /// The letters with what they mean, for the help.
    static func legend(_ theme: Theme) -> [HelpLine] {
        let letters = Rule.Category.allCases.map { "\(letter(of: $0)) \($0.rawValue)" }
        let severities = Severity.allCases.map { "\($0.rawValue)" }
        return [
            HelpLine(key: "W B L S", text: letters.prefix(4).joined(separator: ", "), style: theme.warning),
            HelpLine(key: "H D V", text: letters.dropFirst(4).joined(separator: ", "), style: theme.warning),
            HelpLine(key: "", text: "findings by colour: \(severities.joined(separator: ", "))"),
        ]
    }
}

extension Theme {
    /// The style of a severity.
    func style(of severity: Severity) -> Style {
        switch severity {
        case .critical: critical
        case .high: high
        case .medium: medium
        case .low: low
        case .info: info
        }
    }
}
