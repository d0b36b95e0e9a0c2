import Dockerfile
import Evidence

/// `ARG` or `ENV` with the name of a secret.
struct SecretVariable: DockerfileRule {
    let rule = Rule.dockerfile(
        "secret-variable", .high, "a secret goes through ARG or ENV",
        why: "Values of ENV are in the image's configuration, those of ARG in its history, for all who can pull it.",
        remedy: """
            Mount the secret while it is needed: RUN --mount=type=secret,id=NAME,env=NAME …, and give it to the \
            container only when that is started.
            """,
        knownAs: ["DL3064", "SecretsUsedInArgOrEnv"], lesson: .environment)

    let supersededBy: String? = "secret-in-variable"

    func findings(in dockerfile: AnalyzedDockerfile) -> [Finding] {
        dockerfile.steps(.arg, .env).flatMap { step in
            step.inner.pairs.filter { SecretVariable.isSecret($0.name) }.map { pair in
                // The value itself is not repeated.
                rule.finding(
                    "\(pair.name) looks like a secret", at: step, text: pair.name, in: dockerfile,
                    evidence: "\(step.inner.name) \(pair.name)",
                    severity: step.keyword == .arg && pair.value == nil ? .medium : nil)
            }
        }
    }

    private static let words: Set<String> = [
        "apikey", "auth", "credential", "credentials", "key", "password", "pword", "passwd", "secret", "token",
    ]
    private static let harmless: Set<String> = ["public", "file", "version"]
    private static let parts = ["secret", "token", "password", "private_key", "api_key"]

    /// Whether a name says that its value is secret, and not where it lies or which it is.
    static func isSecret(_ name: String) -> Bool {
        let lower = name.lowercased()
        let pieces = lower.split(separator: "_").map(String.init)
        if !harmless.isDisjoint(with: pieces) { return false }
        return !words.isDisjoint(with: pieces) || parts.contains { lower.holds($0) }
    }
}
