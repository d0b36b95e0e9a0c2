import ImageAnalysis
import YAML

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
        for setting in try ConfigurationFile.settings(in: text, path: path).members {
            try take(setting, path: path)
        }
    }

    private mutating func take(_ setting: YAMLValue.Member, path: String) throws(Failure) {
        func place(of value: YAMLValue) -> String { "\(path), line \(value.line)" }
        switch setting.key.text {
        case "ignored":
            for item in setting.value.items {
                let rules = item.text.map { RuleCatalog.rules(named: $0) } ?? []
                ignored += rules.map { .init(rule: $0.id, origin: place(of: item)) }
            }
        case "override":
            for level in setting.value.members {
                for item in level.value.items {
                    guard let id = item.text else { continue }
                    let severity = try HadolintFile.level(level.key.text ?? "", place(of: item)).severity
                    for rule in RuleCatalog.rules(named: id) { severities[rule.id] = severity }
                }
            }
        case "failure-threshold":
            if let word = setting.value.text { failOn = try HadolintFile.level(word, place(of: setting.value)) }
        case "no-fail":
            if setting.value.text == "true" { failOn = FailOn.none }
        case "trustedRegistries":
            let registries = setting.value.items.compactMap(\.text)
            if !registries.isEmpty { trustedRegistries = (trustedRegistries ?? []) + registries }
        default: break
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
