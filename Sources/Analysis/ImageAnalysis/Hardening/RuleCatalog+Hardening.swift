import FoundationEssentials

extension RuleCatalog {
    /// What makes a container easier to attack.
    static let hardeningRules: [any ImageRule] =
        accountRules + configurationRules + fileRules + historyRules + nameRules

    private static let accountRules: [any ImageRule] = [
        RootUserRule(), RootGroupRule(), UnknownUserRule(), EmptyPasswordRule(), PasswordHashRule(),
        DuplicateAccountRule(), SecondRootRule(), SudoRule(), PasswordlessSudoRule(), AuthorizedKeysRule(),
        SSHHostKeyRule(), SSHServerRule(),
    ]

    private static let configurationRules: [any ImageRule] = [
        HealthcheckRule(), RemoteAccessPortRule(), PrivilegedPortRule(), SystemVolumeRule(), ShellFormRule(),
        SearchPathRule(),
    ]

    private static let fileRules: [any ImageRule] = [
        SetIDRule(), FileCapabilitiesRule(), WorldWritableProgramRule(), WorldWritableFileRule(),
        WorldWritableDirectoryRule(), CredentialFileRule(), DevelopmentFileRule(), DeviceFileRule(),
        PackageManagerRule(), ShellRule(),
    ]

    private static let historyRules: [any ImageRule] = [
        AddInstructionRule(), UpdateAloneRule(), DistributionUpgradeRule(), SudoInRunRule(), WorldWritableChmodRule(),
    ]

    private static let nameRules: [any ImageRule] = [
        MovingTagRule(), MovingBaseRule(), BaseAgeRule(), PackageAgeRule(),
        ImageAgeRule(now: { Int64(Date().timeIntervalSince1970) }),
    ]
}
