import Dockerfile
import Evidence
import Secrets

/// A secret in a variable, a build argument or a label: of a Dockerfile its name tells, of an image its value.
struct SecretVariable: DockerfileRule, ImageRule {
    let rule = Rule(
        id: "secret-in-variable", category: .secret, severity: .high,
        title: "Secret in a variable, build argument or label",
        why: "ENV, ARG and labels are written into the image's configuration and history, where docker history and "
            + "docker inspect show them to everyone.",
        remedy: "If it was built in, change the secret. For a build use RUN --mount=type=secret,id=NAME,env=NAME …; "
            + "for a container pass it when it starts.",
        knownAs: ["CIS-DI-0010", "SecretsUsedInArgOrEnv", "DL3064", "secret-variable"], lesson: .environment)

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

    /// The values that were built in; where there is none, what the instructions name.
    func findings(in image: AnalyzedImage) -> [Finding] {
        let values = image.secretVariables(told: rule)
        return values.isEmpty ? image.build.findings(of: [self]) : values
    }

    /// Parts of names that hadolint takes for a secret's wherever they stand.
    private static let parts = ["secret", "token", "password", "private_key", "api_key"]
    private static let harmless: Set<String> = ["public", "file", "version"]

    /// Whether a name says that its value is secret, and not where it lies or which it is.
    static func isSecret(_ name: String) -> Bool {
        let lower = name.lowercased()
        return SecretName.isSecretVariable(name)
            || parts.contains { lower.holds($0) }
                && harmless.isDisjoint(with: lower.split(separator: "_").map(String.init))
    }
}
