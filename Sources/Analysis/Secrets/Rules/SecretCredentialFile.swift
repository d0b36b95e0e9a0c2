import Evidence

/// File of credentials, in files and in the image's documents.
struct SecretCredentialFile: SecretGroupRule {
    let group = SecretGroup.credentialFile
    let rule = Rule(
        id: "secret-credential-file", category: .secret, severity: .high, title: "File of credentials",
        why: "The file exists to hold credentials, and programs use it without asking.",
        remedy: "Change what is in it, and keep it out of the image: name it in .dockerignore, mount it "
            + "with RUN --mount=type=secret for the step that needs it.")
}
