import Evidence

/// Token of a chat or mail service, in files and in the image's documents.
struct SecretMessagingToken: SecretGroupRule {
    let group = SecretGroup.messaging
    let rule = Rule(
        id: "secret-messaging-token", category: .secret, severity: .high, title: "Token of a chat or mail service",
        why: "With the token others can read channels, or write messages and mail in your name.",
        remedy: "Revoke the token now, and give it to the container when it starts.")
}
