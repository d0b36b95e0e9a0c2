import Evidence

/// A rule that is a text and patterns: all files that the patterns match are what it is about.
struct PathListRule: PathRule {
    let rule: Rule
    let patterns: [PathPattern]
    let subject: String
    let minimumBytes: Int64
    let isCache: Bool

    /// All such rules, topic by topic.
    static let table: [PathListRule] = packageManagers + languageTools + leftovers

    init(
        _ id: String, severity: Severity, title: String, why: String, remedy: String, knownAs: [String] = [],
        isFreeToRemove: Bool = false, lesson: Lesson? = nil, patterns: [PathPattern], subject: String,
        minimumBytes: Int64 = 4096, isCache: Bool = false
    ) {
        rule = Rule(
            id: id, category: .bloat, severity: severity, title: title, why: why, remedy: remedy,
            knownAs: knownAs, isFreeToRemove: isFreeToRemove, lesson: lesson)
        self.patterns = patterns
        self.subject = subject
        self.minimumBytes = minimumBytes
        self.isCache = isCache
    }

    /// A rule on one tool's cache, which no container needs.
    static func cache(
        _ id: String, title: String, why: String, remedy: String, knownAs: [String] = [],
        patterns: [PathPattern], subject: String
    ) -> PathListRule {
        PathListRule(
            id, severity: .medium, title: title, why: why, remedy: remedy, knownAs: knownAs, isFreeToRemove: true,
            lesson: .caches, patterns: patterns, subject: subject, isCache: true)
    }
}
