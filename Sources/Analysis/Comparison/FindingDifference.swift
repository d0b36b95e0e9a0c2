import Evidence

/// Findings that only one of two images has.
public struct FindingDifference: Sendable, Hashable {
    /// Those of the second image that the first has not, the worst first.
    public let new: [Finding]
    /// Those of the first image that the second has no more.
    public let gone: [Finding]

    /// What makes two findings the same one: the rule, the path, and what is said but for its figures.
    private struct Key: Hashable {
        let rule: Rule
        let path: [UInt8]?
        let words: String

        private static let units: Set<Substring> = ["B", "kB", "MB", "GB", "TB"]

        init(_ finding: Finding) {
            (rule, path) = (finding.rule, finding.path)
            words = finding.title.split(separator: " ").filter { word in
                !word.contains { $0.isNumber } && !Key.units.contains(word)
            }.joined(separator: " ")
        }
    }

    /// Holds the findings of two images against one another.
    public init(from a: [Finding], to b: [Finding]) {
        new = FindingDifference.surplus(of: b, over: a)
        gone = FindingDifference.surplus(of: a, over: b)
    }

    private static func surplus(of findings: [Finding], over others: [Finding]) -> [Finding] {
        let known = Set(others.map(Key.init))
        let summaries = Set(others.filter(isSummary).map(\.rule))
        return findings.filter { finding in
            !known.contains(Key(finding)) && !(isSummary(finding) && summaries.contains(finding.rule))
        }
    }

    /// Whether it tells of a whole image, so that there is one of its rule whatever examples it names.
    private static func isSummary(_ finding: Finding) -> Bool {
        finding.path == nil && ![.secret, .vulnerability].contains(finding.rule.category)
    }
}
