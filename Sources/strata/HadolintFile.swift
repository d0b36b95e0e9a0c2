import ImageAnalysis

/// `.hadolint.yaml`: what hadolint's users have set, as far as it is about findings.
///
/// Its levels stand for ours: error is high, warning medium, info low, style info.
struct HadolintFile {
    /// How the file may be called.
    private static let names = [".hadolint.yaml", ".hadolint.yml"]

    /// Accepted rules.
    private(set) var ignored: [IgnoreList.Entry] = []
    /// Severities by our rules' ids, where they are to be others.
    private(set) var severities: [String: Severity] = [:]
    /// From which severity on findings fail; nil where the file does not say.
    private(set) var failOn: FailOn?
    /// The registries that base images may come from; nil for any.
    private(set) var trustedRegistries: [String]?

    /// The file in the current directory, else beside the Dockerfile; nil where there is none.
    init?(besideDockerfileIn directory: String?) throws(Failure) {
        let paths = HadolintFile.names.lazy.compactMap {
            ConfigurationFile.path(named: $0, besideImageIn: directory)
        }
        guard let path = paths.first else { return nil }
        let bytes = try ConfigurationFile.bytes(of: path)
        try self.init(parsing: bytes, path: path)
    }

    /// Reads the text of a file. Settings of hadolint's output and of ShellCheck do not count.
    init(parsing text: [UInt8], path: String) throws(Failure) {
        for scalar in try ConfigurationFile.scalars(of: text, path: path) {
            let place = "\(path), line \(scalar.line)"
            switch (scalar.keys.first, scalar.keys.count, scalar.isItem) {
            case ("ignored", 1, true):
                ignored += RuleCatalog.rules(named: scalar.value).map { .init(rule: $0.id, origin: place) }
            case ("override", 2, true):
                let severity = try HadolintFile.level(scalar.keys[1], place).severity
                for rule in RuleCatalog.rules(named: scalar.value) { severities[rule.id] = severity }
            case ("failure-threshold", 1, false): failOn = try HadolintFile.level(scalar.value, place)
            case ("no-fail", 1, false) where scalar.value == "true": failOn = FailOn.none
            case ("trustedRegistries", 1, true): trustedRegistries = (trustedRegistries ?? []) + [scalar.value]
            default: continue
            }
        }
    }

    private static func level(_ word: String, _ place: String) throws(Failure) -> FailOn {
        switch word {
        case "error": .high
        case "warning": .medium
        case "info": .low
        case "style": .info
        case "ignore", "none": FailOn.none
        default: throw .usage("\(place): \(word) is none of error, warning, info, style, ignore and none")
        }
    }
}
