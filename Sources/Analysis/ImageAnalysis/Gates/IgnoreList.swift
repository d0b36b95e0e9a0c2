import Evidence

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

        /// An entry of its parts.
        public init(rule: String, path: IgnoredPath? = nil, lastDay: String? = nil, origin: String) {
            self.rule = rule
            self.path = path
            self.lastDay = lastDay
            self.origin = origin
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

    /// A list of entries; empty for nothing accepted.
    public init(_ entries: [Entry] = []) {
        self.entries = entries
    }

    /// The list without entries whose day has passed, and those.
    ///
    /// - Parameter today: The day, `2026-11-21`.
    public func current(on today: String) -> (list: IgnoreList, expired: [Entry]) {
        let expired = entries.filter { ($0.lastDay ?? today) < today }
        return (IgnoreList(entries.filter { ($0.lastDay ?? today) >= today }), expired)
    }

    /// Tells accepted findings from the others; both keep their order.
    public func split(_ findings: [Finding]) -> (kept: [Finding], ignored: [Finding]) {
        var kept: [Finding] = []
        var ignored: [Finding] = []
        for finding in findings {
            if entries.contains(where: { $0.matches(finding) }) {
                ignored.append(finding)
            } else {
                kept.append(finding)
            }
        }
        return (kept, ignored)
    }
}
