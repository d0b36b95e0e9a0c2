import Dockerfile
import Evidence

/// What the rules find in a Dockerfile, comments that ignore them heeded.
public struct DockerfileLint: Sendable {
    /// The findings, in order of lines.
    public let findings: [Finding]
    /// How many findings comments in the file ignore.
    public let ignoredCount: Int
    /// Whether `# check=error=true` makes findings of BuildKit's checks fail a build, and there are some.
    public let failsBuild: Bool

    /// What the user should know, one sentence each.
    public let warnings: [String]

    /// Asks rules.
    ///
    /// - Parameters:
    ///   - dockerfile: The Dockerfile.
    ///   - rules: The rules to ask.
    ///   - severities: Severities by rules' ids, where the user wants others.
    public init(
        _ dockerfile: AnalyzedDockerfile, rules: [any DockerfileRule],
        severities: [String: Severity] = [:]
    ) {
        let comments = dockerfile.comments
        var findings: [Finding] = []
        var ignored = 0
        var fails = false
        for rule in rules {
            for var finding in rule.findings(in: dockerfile) {
                finding.severity = severities[finding.rule.id] ?? finding.severity
                if comments.ignores(rule.rule, line: finding.line) {
                    ignored += 1
                } else {
                    findings.append(finding)
                    fails = fails || comments.failsOnChecks && rule.rule.isBuildCheck
                }
            }
        }
        self.findings = findings.enumerated().sorted { left, right in
            let (first, second) = (left.element, right.element)
            return (first.line ?? 0, first.column ?? 0, left.offset) < (
                second.line ?? 0, second.column ?? 0, right.offset
            )
        }.map(\.element)
        ignoredCount = ignored
        warnings =
            dockerfile.isCut
            ? ["Only the first \(AnalyzedDockerfile.maximumInstructions) instructions are looked at: there are more."]
            : []
        failsBuild = fails
    }
}
