import Evidence

/// Key of a cloud provider, in files and in the image's documents.
struct SecretCloudKey: SecretGroupRule {
    let group = SecretGroup.cloud
    let rule = Rule(
        id: "secret-cloud-key", category: .secret, severity: .critical, title: "Key of a cloud provider",
        why: "A key of a cloud account opens machines, storage and bills to everyone who can pull the "
            + "image.",
        remedy: "Revoke the key now. Use the identity that the platform gives to the container, or pass "
            + "the key when it starts; for a build, RUN --mount=type=secret.")
}
