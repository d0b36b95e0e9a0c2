import DisplayText
import ImageAnalysis

/// A report in the formats that other programs read: of `strata check` on an image, of `strata lint` on a Dockerfile.
public protocol ReportedFindings {
    /// The command that reports: `strata check`.
    var command: String { get }
    /// What was judged, for people.
    var subject: String { get }
    /// What that is, as a key of data: `image`.
    var subjectKey: String { get }
    /// The file that was judged.
    var sourcePath: String { get }
    /// Where the Dockerfile is that lines refer to; nil where it came with the image or there is none.
    var dockerfilePath: String? { get }
    /// The findings to list.
    var findings: [Finding] { get }
    /// The findings that are accepted.
    var ignored: [Finding] { get }
    /// The rules that found something.
    var rules: [Rule] { get }
    /// The limits, and how each was kept.
    var verdicts: [Verdict] { get }
    /// The least severity that fails; nil where no limit looks at findings.
    var failingSeverity: Severity? { get }
    /// Whether all limits are kept.
    var hasPassed: Bool { get }
    /// What it weighs, for people, a figure with its name; none where nothing is weighed.
    var figures: [(name: String, value: String)] { get }
    /// The layers of what was judged, base first; none where it has none.
    var layers: [ImageReport.Layer] { get }
    /// How many findings there are, of which severity, one line.
    var totalsLine: String { get }

    /// The documented object of a finding.
    ///
    /// - Parameter hasAllItems: Whether it lists all its files, or the largest.
    func json(of finding: Finding, hasAllItems: Bool) -> JSONValue
    /// The path of one of a finding's files, without a leading slash.
    func path(of item: Finding.Item) -> [UInt8]
}

/// A limit, and how it was kept, for people.
public struct Verdict: Sendable, Hashable {
    /// What is demanded.
    public var limit: String
    /// What is.
    public var actual: String
    /// Whether that will do.
    public var hasPassed: Bool
}

extension ReportedFindings {
    /// Whether it may pass, and where not, why: one sentence without a full stop.
    var verdictSentence: String {
        if verdicts.isEmpty { return "No gate is set" }
        let failed = verdicts.filter { !$0.hasPassed }.map { "\($0.limit), but \($0.actual)" }
        guard !failed.isEmpty else { return "Passes: \(Count.text(verdicts.count, "gate holds", "gates hold"))" }
        let rest = failed.count > 2 ? "; and \(failed.count - 2) more" : ""
        return "Does not pass: \(failed.prefix(2).joined(separator: "; "))\(rest)"
    }

    /// Findings by category; the category of the first one comes first.
    func byCategory(_ findings: [Finding]) -> [(category: Rule.Category, findings: [Finding])] {
        var groups: [(category: Rule.Category, findings: [Finding])] = []
        for finding in findings {
            let category = finding.rule.category
            if let place = groups.firstIndex(where: { $0.category == category }) {
                groups[place].findings.append(finding)
            } else {
                groups.append((category, [finding]))
            }
        }
        return groups
    }
}

extension Severity {
    /// `2 findings: 1 high, 1 low`.
    static func totals(of findings: [Finding]) -> String {
        let counts = allCases.compactMap { severity in
            let count = findings.count { $0.severity == severity }
            return count > 0 ? "\(count) \(severity.rawValue)" : nil
        }
        let number = findings.isEmpty ? "no findings" : Count.text(findings.count, "finding")
        return counts.isEmpty ? number : "\(number): \(counts.joined(separator: ", "))"
    }
}
