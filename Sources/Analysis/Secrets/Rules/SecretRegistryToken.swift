import Evidence

/// Token of a package or image registry, in files and in the image's documents.
struct SecretRegistryToken: SecretGroupRule {
    let group = SecretGroup.registry
    let rule = Rule(
        id: "secret-registry-token", category: .secret, severity: .critical,
        title: "Token of a package or image registry",
        why: "With the token others can publish packages or images under your name.",
        remedy: "Revoke the token now. Pass it to the install step with RUN --mount=type=secret, and "
            + "write no file with it.")
}
