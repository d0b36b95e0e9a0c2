import Evidence

/// Results of a scanner's report that strata does not understand: they may be anything, so they count as the worst.
public struct UnreadReportResults: ImageRule {
    /// What it is; `strata rules` prints it.
    public let rule = Rule(
        id: "unread-report-results", category: .vulnerability, severity: .critical,
        title: "Results of a scanner's report were not understood",
        why: "A result that nobody understands may be of any severity. Were it left out, the image would pass because "
            + "its report cannot be read.",
        remedy: "Give the scanner's own JSON, or SARIF whose results name packages as package URLs; "
            + "--ignore unread-report-results accepts them as they are.")

    private let unread: [UnreadResults]

    /// A rule on what was not understood, by report.
    public init(_ unread: [UnreadResults] = []) {
        self.unread = unread
    }

    /// A finding for each report that has any.
    public func findings(in image: AnalyzedImage) -> [Finding] {
        unread.filter { !$0.isEmpty }.map { results in
            Finding(
                rule, title: "\(results.origin): \(results.summary)", evidence: results.sentence, confidence: .high)
        }
    }
}
