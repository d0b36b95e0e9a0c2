import Evidence

/// A rule on one tool's cache that answers both: of an image its files tell, of a Dockerfile the command that fills it.
protocol KeptCache: PathRule, DockerfileRule {
    /// Text and patterns.
    var cache: PathListRule { get }
}

extension KeptCache {
    var rule: Rule { cache.rule }
    var patterns: [PathPattern] { cache.patterns }
    var subject: String { cache.subject }
    var minimumBytes: Int64 { cache.minimumBytes }
    var isCache: Bool { true }
}
