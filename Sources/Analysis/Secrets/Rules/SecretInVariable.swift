import Evidence

/// Secret in a variable, build argument or label, in files and in the image's documents.
struct SecretInVariable: SecretGroupRule {
    let group = SecretGroup.variable
    let rule = Rule(
        id: "secret-in-variable", category: .secret, severity: .high,
        title: "Secret in a variable, build argument or label",
        why: "ENV, ARG and labels are written into the image's configuration and history, where docker"
            + " history and docker inspect show them to everyone.",
        remedy: "Change the secret. For a build use RUN --mount=type=secret,id=…; for a container pass it"
            + " when it starts.",
        knownAs: ["CIS-DI-0010", "SecretsUsedInArgOrEnv", "DL3064"])
}
