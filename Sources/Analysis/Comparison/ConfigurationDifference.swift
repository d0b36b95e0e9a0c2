import OCI

/// A field of the configuration that differs between two images.
public struct ConfigurationDifference: Sendable, Hashable {
    /// Its name as the OCI image specification has it, with the key of a variable or label behind it.
    public let field: String
    /// Its value in the first image; nil where that has none.
    public let a: String?
    /// Its value in the second image.
    public let b: String?

    /// How much it weighs: when and by what steps an image was made is no matter of what it runs.
    public var weight: DifferenceClass.Weight {
        [ConfigurationDifference.created, ConfigurationDifference.history].contains(field) ? .form : .contents
    }

    static let created = "created"
    static let history = "history"

    /// The fields that differ, in the order of the specification.
    static func differences(_ a: ImageConfig, _ b: ImageConfig) -> [ConfigurationDifference] {
        let (left, right) = (fields(of: a), fields(of: b))
        let names = left.map(\.name) + right.map(\.name).filter { name in !left.contains { $0.name == name } }
        let (valuesA, valuesB) = (dictionary(left), dictionary(right))
        let fields = names.compactMap { name in
            valuesA[name] == valuesB[name]
                ? nil : ConfigurationDifference(field: name, a: valuesA[name], b: valuesB[name])
        }
        return fields + [firstStep(a.history, b.history)].compactMap(\.self)
    }

    /// The first step of the history that differs in more than its time.
    private static func firstStep(_ a: [History], _ b: [History]) -> ConfigurationDifference? {
        func isSame(_ one: History, _ other: History) -> Bool {
            one.createdBy == other.createdBy && one.comment == other.comment && one.author == other.author
                && one.emptyLayer == other.emptyLayer
        }
        let place = zip(a, b).prefix { isSame($0, $1) }.count
        guard place < max(a.count, b.count) else { return nil }
        func text(_ history: [History]) -> String {
            guard history.indices.contains(place) else { return "\(history.count) steps" }
            return "step \(place + 1): \(history[place].createdBy ?? history[place].comment ?? "")"
        }
        return ConfigurationDifference(field: history, a: text(a), b: text(b))
    }

    private typealias Field = (name: String, value: String)

    private static func dictionary(_ fields: [Field]) -> [String: String] {
        Dictionary(fields.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
    }

    private static func fields(of image: ImageConfig) -> [Field] {
        let config = image.config
        let single: [(String, String?)] = [
            ("platform", image.platform.description), ("author", image.author), ("User", config.user),
            ("WorkingDir", config.workingDirectory), ("Entrypoint", config.entrypoint.map(list)),
            ("Cmd", config.command.map(list)), ("StopSignal", config.stopSignal), ("Shell", config.shell.map(list)),
            ("Healthcheck", config.healthcheck.map(text)),
            ("ExposedPorts", config.exposedPorts.isEmpty ? nil : list(config.exposedPorts)),
            ("Volumes", config.volumes.isEmpty ? nil : list(config.volumes)),
            ("OnBuild", config.onBuild.isEmpty ? nil : list(config.onBuild)), (created, image.created),
        ]
        let variables = config.environment.map { variable -> Field in
            let parts = variable.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            return ("Env \(parts.first ?? "")", parts.count > 1 ? parts[1] : "")
        }
        let labels = config.labels.sorted { $0.key < $1.key }.map { ("Labels \($0.key)", $0.value) as Field }
        return single.compactMap { name, value in value.flatMap { $0.isEmpty ? nil : (name, $0) } } + variables + labels
    }

    /// The test with its times in seconds.
    private static func text(_ check: Healthcheck) -> String {
        let times = [("every", check.interval), ("timeout", check.timeout), ("start", check.startPeriod)]
        let parts = times.compactMap { name, nanoseconds in
            nanoseconds.map { "\(name) \(Double($0) / 1_000_000_000) s" }
        }
        return ([list(check.test)] + parts + (check.retries.map { ["\($0) retries"] } ?? [])).joined(separator: ", ")
    }

    private static func list(_ words: [String]) -> String {
        "[" + words.map { "\"\($0)\"" }.joined(separator: ", ") + "]"
    }
}
