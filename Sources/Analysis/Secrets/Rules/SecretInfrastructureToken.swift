import Evidence

/// Token of infrastructure, a secret store or monitoring, in files and in the image's documents.
struct SecretInfrastructureToken: SecretGroupRule {
    let group = SecretGroup.infrastructure
    let rule = Rule(
        id: "secret-infrastructure-token", category: .secret, severity: .critical,
        title: "Token of infrastructure, a secret store or monitoring",
        why: "Such a token opens other secrets, the state of machines, or their measurements.",
        remedy: "Revoke the token now, and let the container authenticate by its own identity or get the "
            + "token when it starts.")
}
