import OCI

/// A field of the configuration that differs between two images.
public struct ConfigurationDifference: Sendable, Hashable {
    /// Its name as the OCI image specification has it, with the key of a variable or label behind it.
    public let field: String
    /// Its value in the first image; nil where that has none.
    public let a: String?
    /// Its value in the second image.
    public let b: String?

    /// The fields that differ, in the order of the specification.
    static func differences(_ a: ImageConfig, _ b: ImageConfig) -> [ConfigurationDifference] {
        let (left, right) = (fields(of: a), fields(of: b))
        let names = left.map(\.name) + right.map(\.name).filter { name in !left.contains { $0.name == name } }
        let (valuesA, valuesB) = (dictionary(left), dictionary(right))
        return names.compactMap { name in
            valuesA[name] == valuesB[name]
                ? nil : ConfigurationDifference(field: name, a: valuesA[name], b: valuesB[name])
        }
    }

    private typealias Field = (name: String, value: String)

    private static func dictionary(_ fields: [Field]) -> [String: String] {
        Dictionary(fields.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
    }

    private static func fields(of image: ImageConfig) -> [Field] {
        let config = image.config
        let single: [(String, String?)] = [
            ("User", config.user), ("WorkingDir", config.workingDirectory), ("Entrypoint", config.entrypoint.map(list)),
            ("Cmd", config.command.map(list)), ("StopSignal", config.stopSignal), ("Shell", config.shell.map(list)),
            ("Healthcheck", config.healthcheck.map { list($0.test) }),
            ("ExposedPorts", config.exposedPorts.isEmpty ? nil : list(config.exposedPorts)),
            ("Volumes", config.volumes.isEmpty ? nil : list(config.volumes)),
            ("OnBuild", config.onBuild.isEmpty ? nil : list(config.onBuild)), ("created", image.created),
        ]
        let variables = config.environment.map { variable -> Field in
            let parts = variable.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            return ("Env \(parts.first ?? "")", parts.count > 1 ? parts[1] : "")
        }
        let labels = config.labels.sorted { $0.key < $1.key }.map { ("Labels \($0.key)", $0.value) as Field }
        return single.compactMap { name, value in value.flatMap { $0.isEmpty ? nil : (name, $0) } } + variables + labels
    }

    private static func list(_ words: [String]) -> String {
        "[" + words.map { "\"\($0)\"" }.joined(separator: ", ") + "]"
    }
}
