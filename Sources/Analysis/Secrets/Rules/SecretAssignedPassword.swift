import Evidence

/// Password or key by its name, in files and in the image's documents.
struct SecretAssignedPassword: SecretGroupRule {
    let group = SecretGroup.assignment
    let rule = Rule(
        id: "secret-assigned-password", category: .secret, severity: .high, title: "Password or key by its name",
        why: "A value stands behind a name that says it is secret.",
        remedy: "If it is in use, change it, and read it from the environment or a mounted file when the "
            + "container starts.")
}
