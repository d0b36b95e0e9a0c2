import Evidence
import Vulnerabilities

/// Findings that somebody accepted: they are counted and listed apart, and no gate looks at them.
public struct IgnoreList: Sendable, Hashable {
    /// One accepted rule, everywhere or at some paths.
    public struct Entry: Sendable, Hashable {
        /// The rule's id.
        public var rule: String
        /// At which paths; nil for everywhere.
        public var path: IgnoredPath?
        /// The last day on which it counts, `2026-12-31`; nil for always.
        public var lastDay: String?
        /// Where the entry stands, for people: `.strata-ignore, line 3` or `--ignore`.
        public var origin: String
        /// Why, in the words of who wrote it; nil where nobody says.
        public var reason: String?

        /// An entry of its parts.
        public init(
            rule: String, path: IgnoredPath? = nil, lastDay: String? = nil, origin: String, reason: String? = nil
        ) {
            self.rule = rule
            self.path = path
            self.lastDay = lastDay
            self.origin = origin
            self.reason = reason
        }

        /// Whether the finding is meant.
        func matches(_ finding: Finding) -> Bool {
            guard finding.rule.id == rule else { return false }
            guard let path else { return true }
            return finding.path.map { path.matches($0) } ?? false
        }
    }

    /// The entries, in order.
    public var entries: [Entry]
    /// Vulnerabilities that are accepted by their names, in order.
    public var vulnerabilities: [VulnerabilityException]

    /// A list of entries; empty for nothing accepted.
    public init(_ entries: [Entry] = [], vulnerabilities: [VulnerabilityException] = []) {
        (self.entries, self.vulnerabilities) = (entries, vulnerabilities)
    }

    /// The list without what has ended, and a sentence for each of that.
    ///
    /// - Parameter today: The day, `2026-11-21`.
    public func current(on today: String) -> (list: IgnoreList, expired: [String]) {
        func isCurrent(_ lastDay: String?) -> Bool { (lastDay ?? today) >= today }
        func sentence(_ origin: String, _ id: String, _ lastDay: String?) -> String {
            "\(origin): \(id) was accepted until \(lastDay ?? "")"
        }
        let expired =
            entries.filter { !isCurrent($0.lastDay) }.map { sentence($0.origin, $0.rule, $0.lastDay) }
            + vulnerabilities.filter { !isCurrent($0.lastDay) }
            .map { sentence($0.acceptance.origin, $0.id, $0.lastDay) }
        let list = IgnoreList(
            entries.filter { isCurrent($0.lastDay) }, vulnerabilities: vulnerabilities.filter { isCurrent($0.lastDay) })
        return (list, expired)
    }

    /// Tells accepted findings from the others; both keep their order. Of accepted ones it is noted who accepts them.
    public func split(_ findings: [Finding]) -> (kept: [Finding], ignored: [Finding]) {
        var kept: [Finding] = []
        var ignored: [Finding] = []
        for finding in findings {
            if let entry = entries.first(where: { $0.matches(finding) }) {
                var finding = finding
                finding.acceptances.append(Acceptance(source: entry.origin, reason: entry.reason))
                ignored.append(finding)
            } else if !finding.acceptances.isEmpty {
                ignored.append(finding)
            } else {
                kept.append(finding)
            }
        }
        return (kept, ignored)
    }
}
