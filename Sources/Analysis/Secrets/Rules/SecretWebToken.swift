import Evidence

/// Web token or Authorization header, in files and in the image's documents.
struct SecretWebToken: SecretGroupRule {
    let group = SecretGroup.webToken
    let rule = Rule(
        id: "secret-web-token", category: .secret, severity: .medium, title: "Web token or Authorization header",
        why: "A signed token is as good as a login until it expires; some never do.",
        remedy: "Let it expire or revoke it, and give tokens to a container when it starts.")
}
