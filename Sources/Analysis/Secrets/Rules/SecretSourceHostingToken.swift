import Evidence

/// Token of source hosting or a build service, in files and in the image's documents.
struct SecretSourceHostingToken: SecretGroupRule {
    let group = SecretGroup.sourceHosting
    let rule = Rule(
        id: "secret-source-hosting-token", category: .secret, severity: .critical,
        title: "Token of source hosting or a build service",
        why: "The token lets others read private sources, or push code that your builds will run.",
        remedy: "Revoke the token now. For a build that fetches private sources use RUN "
            + "--mount=type=secret or --mount=type=ssh.")
}
