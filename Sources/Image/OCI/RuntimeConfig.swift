/// What a container of the image runs and how: the `config` object of an image configuration (config.md).
public struct RuntimeConfig: Hashable, Sendable, Codable {
    /// The user, or `user:group`; empty for root.
    public var user: String?
    /// `NAME=value` pairs.
    public var environment: [String]
    /// The program that always runs.
    public var entrypoint: [String]?
    /// The default arguments, or the program where there is no entrypoint.
    public var command: [String]?
    /// The directory that the program starts in.
    public var workingDirectory: String?
    /// `port/protocol` of what the image serves, sorted.
    public var exposedPorts: [String]
    /// Directories that hold data of their own, sorted.
    public var volumes: [String]
    /// Labels by name.
    public var labels: [String: String]
    /// The signal that ends the program.
    public var stopSignal: String?
    /// The shell of shell-form instructions (a Docker extension).
    public var shell: [String]?
    /// How to find out whether the container works (a Docker extension).
    public var healthcheck: Healthcheck?
    /// Instructions that run when the image is a base (a Docker extension).
    public var onBuild: [String]

    private enum CodingKeys: String, CodingKey {
        case user = "User"
        case environment = "Env"
        case entrypoint = "Entrypoint"
        case command = "Cmd"
        case workingDirectory = "WorkingDir"
        case exposedPorts = "ExposedPorts"
        case volumes = "Volumes"
        case labels = "Labels"
        case stopSignal = "StopSignal"
        case shell = "Shell"
        case healthcheck = "Healthcheck"
        case onBuild = "OnBuild"
    }

    /// The value of a set written as `{"name": {}}`.
    private struct Empty: Codable {
        init() {}
        init(from decoder: any Decoder) throws {}
    }

    /// An empty configuration.
    public init() {
        environment = []
        exposedPorts = []
        volumes = []
        labels = [:]
        onBuild = []
    }

    /// Decodes leniently: a field of the wrong type counts as absent; a command in shell form becomes one argument.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        func strings(_ key: CodingKeys) -> [String]? {
            if let list = try? container.decode([String].self, forKey: key) { return list }
            return (try? container.decode(String.self, forKey: key)).map { [$0] }
        }
        func names(_ key: CodingKeys) -> [String] {
            ((try? container.decode([String: Empty].self, forKey: key)) ?? [:]).keys.sorted()
        }
        user = try? container.decode(String.self, forKey: .user)
        environment = strings(.environment) ?? []
        entrypoint = strings(.entrypoint)
        command = strings(.command)
        workingDirectory = try? container.decode(String.self, forKey: .workingDirectory)
        exposedPorts = names(.exposedPorts)
        volumes = names(.volumes)
        labels = (try? container.decode([String: String].self, forKey: .labels)) ?? [:]
        stopSignal = try? container.decode(String.self, forKey: .stopSignal)
        shell = strings(.shell)
        healthcheck = try? container.decode(Healthcheck.self, forKey: .healthcheck)
        onBuild = strings(.onBuild) ?? []
    }

    /// Encodes what is set, under the names of the spec.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encodeIfPresent(user, forKey: .user)
        if !environment.isEmpty { try container.encode(environment, forKey: .environment) }
        try container.encodeIfPresent(entrypoint, forKey: .entrypoint)
        try container.encodeIfPresent(command, forKey: .command)
        try container.encodeIfPresent(workingDirectory, forKey: .workingDirectory)
        func encodeNames(_ names: [String], _ key: CodingKeys) throws {
            guard !names.isEmpty else { return }
            try container.encode(Dictionary(names.map { ($0, Empty()) }, uniquingKeysWith: { $1 }), forKey: key)
        }
        try encodeNames(exposedPorts, .exposedPorts)
        try encodeNames(volumes, .volumes)
        if !labels.isEmpty { try container.encode(labels, forKey: .labels) }
        try container.encodeIfPresent(stopSignal, forKey: .stopSignal)
        try container.encodeIfPresent(shell, forKey: .shell)
        try container.encodeIfPresent(healthcheck, forKey: .healthcheck)
        if !onBuild.isEmpty { try container.encode(onBuild, forKey: .onBuild) }
    }
}

/// A container's health check: the test and its times in nanoseconds, as Docker stores them.
public struct Healthcheck: Hashable, Sendable, Codable {
    /// `NONE`, `CMD` with arguments, or `CMD-SHELL` with a command line.
    public var test: [String]
    /// Nanoseconds between two tests; nil for the engine's default.
    public var interval: Int?
    /// Nanoseconds that a test may take.
    public var timeout: Int?
    /// Nanoseconds in which failures do not count.
    public var startPeriod: Int?
    /// Failures in a row that make the container unhealthy.
    public var retries: Int?

    private enum CodingKeys: String, CodingKey {
        case test = "Test"
        case interval = "Interval"
        case timeout = "Timeout"
        case startPeriod = "StartPeriod"
        case retries = "Retries"
    }

    /// A check that runs `test`.
    public init(test: [String]) {
        self.test = test
    }

    /// Decodes leniently: a field of the wrong type counts as absent.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        test = (try? container.decode([String].self, forKey: .test)) ?? []
        interval = try? container.decode(Int.self, forKey: .interval)
        timeout = try? container.decode(Int.self, forKey: .timeout)
        startPeriod = try? container.decode(Int.self, forKey: .startPeriod)
        retries = try? container.decode(Int.self, forKey: .retries)
    }
}
