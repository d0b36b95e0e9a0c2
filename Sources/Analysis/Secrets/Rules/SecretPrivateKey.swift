import Evidence

/// Private key, in files and in the image's documents.
struct SecretPrivateKey: SecretGroupRule {
    let group = SecretGroup.privateKey
    let rule = Rule(
        id: "secret-private-key", category: .secret, severity: .critical, title: "Private key",
        why: "A private key proves an identity: whoever pulls the image can sign, decrypt or log in "
            + "with it. Deleting the file in a later layer leaves it in the layer that stored it.",
        remedy: "Make a new key and revoke this one. Give keys to a build with RUN --mount=type=secret or"
            + " --mount=type=ssh, and to a container when it starts.")
}
