extension SecretFamily {
    /// Tokens that publish packages or images.
    static let registry: [SecretFamily] = [
        token(
            "npm-token", "npm token", .registry, .critical, prefixes: ["npm_"], body: .alphanumeric, count: 36...36,
            proof: .base62Checksum),
        token(
            "pypi-token", "PyPI token", .registry, .critical,
            prefixes: ["pypi-AgEIcHlwaS5vcmc", "pypi-AgENdGVzdC5weXBpLm9yZ"],
            body: .base64URL, count: 50...1000),
        token(
            "rubygems-key", "RubyGems key", .registry, .critical, prefixes: ["rubygems_"], body: .lowerHex,
            count: 48...48),
        token(
            "docker-token", "Docker Hub access token", .registry, .critical, prefixes: ["dckr_pat_", "dckr_oat_"],
            body: .base64URL, count: 27...32),
        token(
            "nuget-key", "NuGet key", .registry, prefixes: ["oy2"], body: .lowerAlphanumeric, count: 43...43,
            entropy: 3.5, isDistinctive: false),
        token(
            "crates-token", "crates.io token", .registry, .critical, prefixes: ["cio"], body: .alphanumeric,
            count: 32...32, entropy: 3.5, classes: 3, isDistinctive: false),
        token(
            "artifactory-key", "Artifactory key", .registry, .critical, prefixes: ["AKCp"], body: .alphanumeric,
            count: 69...69),
        token(
            "artifactory-token", "Artifactory reference token", .registry, .critical, prefixes: ["cmVmdGtuOj"],
            body: .base64, count: 54...54),
        token(
            "clojars-token", "Clojars token", .registry, .critical, prefixes: ["CLOJARS_"], body: .lowerAlphanumeric,
            count: 60...60),
    ]
}
