import Evidence

/// A rule that looks at a Dockerfile. Each is one file with its text; all stand in `RuleCatalog`.
public protocol DockerfileRule: Sendable {
    /// Its id, severity, why and remedy; `knownAs` has hadolint's and BuildKit's ids.
    var rule: Rule { get }
    /// What it finds, each with a line, in any order.
    func findings(in dockerfile: AnalyzedDockerfile) -> [Finding]
}
