import FoundationEssentials

/// Where a user's own files are, by the XDG Base Directory Specification: paths that are not absolute do not count.
struct UserFiles {
    private let environment: [String: String]

    init(environment: [String: String] = ProcessInfo.processInfo.environment) {
        self.environment = environment
    }

    /// The file of settings; nil where there is no place for it.
    var settings: String? { directory("XDG_CONFIG_HOME", below: ".config").map { $0 + "/strata/config.yaml" } }

    /// The file of what is remembered; nil where there is no place for it.
    var memory: String? { directory("XDG_STATE_HOME", below: ".local/state").map { $0 + "/strata/explorer.json" } }

    /// The file of how far one is in lessons; nil where there is no place for it.
    var lessons: String? { directory("XDG_STATE_HOME", below: ".local/state").map { $0 + "/strata/learn.json" } }

    /// The directory of what was made of layers; nil where there is no place for it.
    var layers: String? { directory("XDG_CACHE_HOME", below: ".cache").map { $0 + "/strata" } }

    private func directory(_ variable: String, below: String) -> String? {
        if let path = environment[variable], path.hasPrefix("/") { return path }
        return environment["HOME"].flatMap { $0.hasPrefix("/") ? "\($0)/\(below)" : nil }
    }
}
