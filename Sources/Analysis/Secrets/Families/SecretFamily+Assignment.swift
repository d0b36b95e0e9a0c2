extension SecretFamily {
    /// Passwords and keys known by the name they are assigned to.
    static let assignments: [SecretFamily] = [
        SecretFamily(
            id: "assigned-secret", name: "Secret assigned to a name", group: .assignment, severity: .high,
            anchors: [
                "password", "passwd", "passphrase", "_pass", "pwd", "pword", "secret", "token", "apikey", "api_key",
                "api-key", "access_key", "accesskey", "auth_key", "authkey", "private_key", "privatekey", "credential",
                "_key", "psk",
            ], ignoresCase: true, isAssignment: true, findsBase64: false,
            check: { text, anchor in Assignment.secret(in: text, named: anchor) })
    ]
}
