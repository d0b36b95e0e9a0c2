import Evidence

/// Address with a password, in files and in the image's documents.
struct SecretDatabasePassword: SecretGroupRule {
    let group = SecretGroup.database
    let rule = Rule(
        id: "secret-database-password", category: .secret, severity: .high, title: "Address with a password",
        why: "An address with user and password opens the database, queue or registry to everyone who "
            + "can reach it.",
        remedy: "Change the password, and give the address to the container when it starts; for a build, "
            + "RUN --mount=type=secret.")
}
