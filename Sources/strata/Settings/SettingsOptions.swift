import ArgumentParser

/// Which project's settings count.
struct SettingsOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            """
            Settings in place of the .strata.yaml that is found here or above, or off; strata config show tells them.
            """, valueName: "file"))
    var config: String?

    /// What is settled.
    func settings() throws(Failure) -> ProjectSettings { try ProjectSettings(named: config) }
}
