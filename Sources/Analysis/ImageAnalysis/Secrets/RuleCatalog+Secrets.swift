extension RuleCatalog {
    /// Keys, tokens and passwords.
    static let secretRules: [any ImageRule] = [
        SecretPrivateKey(), SecretCloudKey(), SecretSourceHostingToken(), SecretRegistryToken(),
        SecretModelServiceKey(), SecretPaymentKey(), SecretMessagingToken(), SecretInfrastructureToken(),
        SecretServiceToken(), SecretWebToken(), SecretDatabasePassword(), SecretCredentialFile(),
        SecretAssignedPassword(), SecretInVariable(), SecretKeyStore(), SecretSearchLimits(),
    ]
}
