import ImageAnalysis

extension LintReport: ReportedFindings {
    /// `strata lint`.
    public var command: String { "strata lint" }

    /// The Dockerfile's name.
    public var subject: String { path }

    /// A Dockerfile.
    public var subjectKey: String { "dockerfile" }

    /// The Dockerfile's name.
    public var sourcePath: String { path }

    /// The Dockerfile's name.
    public var dockerfilePath: String? { path }

    /// The rules that found something, in the catalog's order.
    public var rules: [Rule] {
        let fired = Set((findings + ignored).map(\.rule))
        return RuleCatalog.dockerfileRules.map(\.rule).filter(fired.contains)
    }

    /// The limit on severity, and what a `# check=error=true` of the file demands.
    public var verdicts: [Verdict] {
        var verdicts: [Verdict] = []
        if let failOn {
            let limit = Gate(.findings(below: failOn), origin: "--fail-on").limitText
            let actual = failing.isEmpty ? "none" : "\(failing.count)"
            verdicts.append(Verdict(limit: limit, actual: actual, hasPassed: failing.isEmpty))
        }
        if failsByDirective {
            let limit = "no findings of BuildKit's checks (# check=error=true)"
            verdicts.append(Verdict(limit: limit, actual: "some", hasPassed: false))
        }
        return verdicts
    }

    /// The severity that fails.
    public var failingSeverity: Severity? { failOn }

    /// Nothing is weighed.
    public var figures: [(name: String, value: String)] { [] }

    /// A Dockerfile has none yet.
    public var layers: [ImageReport.Layer] { [] }

    /// How many findings there are, of which severity.
    public var totalsLine: String {
        let ignoredCount = ignored.count + ignoredByComments
        let text = Severity.totals(of: findings)
        return ignoredCount > 0 ? "\(text); \(ignoredCount) ignored" : text
    }

    /// No finding has files.
    public func json(of finding: Finding, hasAllItems: Bool) -> JSONValue { finding.json(items: []) }

    /// No finding on a Dockerfile is made of files.
    public func path(of item: Finding.Item) -> [UInt8] { [] }
}
