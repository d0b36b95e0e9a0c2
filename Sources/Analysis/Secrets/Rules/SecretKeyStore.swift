import Evidence

/// Key store, in files and in the image's documents.
struct SecretKeyStore: SecretGroupRule {
    let group = SecretGroup.keyStore
    let rule = Rule(
        id: "secret-key-store", category: .secret, severity: .medium, title: "Key store",
        why: "The file holds private keys or passwords, and only a password protects them from whoever"
            + " pulls the image.",
        remedy: "Keep the file out of the image and mount it when the container starts.")
}
