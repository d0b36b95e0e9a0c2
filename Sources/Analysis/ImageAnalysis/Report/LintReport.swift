import Dockerfile
import Evidence
import Rules

/// What `strata lint` says of a Dockerfile: what the rules found, and whether it may pass. `Reporting` writes it in each
/// format.
public struct LintReport: Sendable {
    /// The file's name, for people.
    public let path: String
    /// The findings, in order of lines.
    public let findings: [Finding]
    /// The findings that the user accepts.
    public let ignored: [Finding]
    /// How many findings comments in the file ignore.
    public let ignoredByComments: Int
    /// Findings from this severity on fail; nil when none do.
    public let failOn: Severity?
    /// Whether `# check=error=true` makes it fail.
    public let failsByDirective: Bool
    /// What the user should know, one sentence each.
    public let warnings: [String]

    /// Puts together a report.
    ///
    /// - Parameters:
    ///   - lint: What the rules found.
    ///   - path: The file's name.
    ///   - accepted: Findings that the user accepts.
    ///   - failOn: From which severity on findings fail; nil for none.
    public init(_ lint: DockerfileLint, path: String, accepted: IgnoreList = IgnoreList(), failOn: Severity? = nil) {
        self.path = path
        self.failOn = failOn
        (findings, ignored) = accepted.split(lint.findings.fingerprinted)
        ignoredByComments = lint.ignoredCount
        failsByDirective = lint.failsBuild && findings.contains { $0.rule.isBuildCheck }
        warnings = lint.warnings
    }

    /// The findings that fail by their severity.
    public var failing: [Finding] {
        failOn.map { limit in findings.filter { $0.severity >= limit } } ?? []
    }

    /// Whether the Dockerfile may pass.
    public var hasPassed: Bool { failing.isEmpty && !failsByDirective }
}

extension DockerfileLint {
    /// Asks all rules, or some.
    ///
    /// - Parameters:
    ///   - dockerfile: The Dockerfile.
    ///   - severities: Severities by rules' ids, where the user wants others.
    ///   - isAsked: Says which rules are asked.
    public init(
        _ dockerfile: AnalyzedDockerfile, severities: [String: Severity] = [:],
        askingWhere isAsked: (Rule) -> Bool = { _ in true }
    ) {
        let rules = RuleCatalog.dockerfileRules.filter { isAsked($0.rule) }
        self.init(dockerfile, rules: rules, severities: severities)
    }

    /// Asks all rules about a Dockerfile's text.
    public init(_ document: DockerfileDocument, ignored: IgnorePatterns? = nil) {
        self.init(AnalyzedDockerfile(document, ignored: ignored))
    }
}
