import Evidence

/// Key of a model service, in files and in the image's documents.
struct SecretModelServiceKey: SecretGroupRule {
    let group = SecretGroup.artificialIntelligence
    let rule = Rule(
        id: "secret-model-service-key", category: .secret, severity: .critical, title: "Key of a model service",
        why: "Whoever pulls the image can use the service at your cost, and may read what you stored "
            + "there.",
        remedy: "Revoke the key now, and give it to the container when it starts.")
}
