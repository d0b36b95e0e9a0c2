import Evidence

/// The rules on keys, tokens and passwords.
package enum SecretRules {
    /// In the order in which they are asked and listed.
    package static let all: [any ImageRule] = [
        SecretPrivateKey(), SecretCloudKey(), SecretSourceHostingToken(), SecretRegistryToken(),
        SecretModelServiceKey(), SecretPaymentKey(), SecretMessagingToken(), SecretInfrastructureToken(),
        SecretServiceToken(), SecretWebToken(), SecretDatabasePassword(), SecretCredentialFile(),
        SecretAssignedPassword(), SecretInVariable(), SecretKeyStore(), SecretSearchLimits(),
    ]
}
