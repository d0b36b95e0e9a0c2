import ImageAnalysis

extension [any ReportedFindings] {
    /// The findings as GitLab's code quality report: a list of what Code Climate calls issues, of which GitLab reads
    /// description, check name, fingerprint, severity and place (docs.gitlab.com, "Code Quality", "Report format").
    public var gitLabCodeQuality: JSONValue {
        .array(flatMap { report in report.findings.map { report.gitLabIssue(of: $0, isAlone: count == 1) } })
    }
}

extension ReportedFindings {
    fileprivate func gitLabIssue(of finding: Finding, isAlone: Bool) -> JSONValue {
        let (path, line, _) = position(of: finding)
        let description = finding.title + (placeInImage(of: finding).map { " (\($0))" } ?? "")
        return [
            "description": .string(isAlone ? description : "\(subject): \(description)"),
            "check_name": .string(finding.rule.id),
            // Findings of two images may be the same, but issues of one report must not.
            "fingerprint": .string(finding.fingerprint + (isAlone ? "" : ":\(sourcePath)")),
            "severity": .string(finding.severity.gitLab),
            "location": ["path": .string(Self.relative(path)), "lines": ["begin": .integer(line)]],
        ]
    }

    /// GitLab asks for paths in the repository, without `./` before them.
    private static func relative(_ path: [UInt8]) -> String {
        var path = path[...]
        while path.starts(with: [UInt8(ascii: "."), UInt8(ascii: "/")]) { path = path.dropFirst(2) }
        return String(decoding: path.drop { $0 == UInt8(ascii: "/") }, as: UTF8.self)
    }
}

extension Severity {
    /// GitLab's word.
    fileprivate var gitLab: String {
        switch self {
        case .critical: "blocker"
        case .high: "critical"
        case .medium: "major"
        case .low: "minor"
        case .info: "info"
        }
    }
}
