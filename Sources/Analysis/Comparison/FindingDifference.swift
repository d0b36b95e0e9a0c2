import Evidence

/// Findings that only one of two images has.
public struct FindingDifference: Sendable, Hashable {
    /// Those of the second image that the first has not, the worst first.
    public let new: [Finding]
    /// Those of the first image that the second has no more.
    public let gone: [Finding]

    /// Holds the findings of two images against one another.
    public init(from a: [Finding], to b: [Finding]) {
        let (a, b) = (a.fingerprinted, b.fingerprinted)
        new = FindingDifference.surplus(of: b, over: a)
        gone = FindingDifference.surplus(of: a, over: b)
    }

    private static func surplus(of findings: [Finding], over others: [Finding]) -> [Finding] {
        let known = Set(others.map(\.fingerprint))
        let summaries = Set(others.filter(isSummary).map(\.rule))
        return findings.filter { finding in
            !known.contains(finding.fingerprint) && !(isSummary(finding) && summaries.contains(finding.rule))
        }
    }

    /// Whether it tells of a whole image, so that there is one of its rule whatever examples it names.
    private static func isSummary(_ finding: Finding) -> Bool {
        finding.path == nil && ![.secret, .vulnerability].contains(finding.rule.category)
    }
}
