import Evidence

/// Token of an online service, in files and in the image's documents.
struct SecretServiceToken: SecretGroupRule {
    let group = SecretGroup.service
    let rule = Rule(
        id: "secret-service-token", category: .secret, severity: .high, title: "Token of an online service",
        why: "Whoever pulls the image can act in the service as you.",
        remedy: "Revoke the token now, and give it to the container when it starts.")
}
