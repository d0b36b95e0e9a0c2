import DisplayText
import Glibc
import Reporting

/// strata as a plugin of Docker's command line: `docker strata IMAGE`, where a link named `docker-strata` lies among its
/// plugins. Docker runs it with its own global flags first, then the plugin's name, then the user's words.
struct DockerPlugin {
    /// What docker wants of it.
    enum Request: Equatable {
        /// Who it is.
        case metadata
        /// Words that could stand in the place of the last one.
        case completion([String])
        /// What to do next, after a command of its own; nil where that cannot be read.
        case hook(DockerHook?)
        /// To do what these words say.
        case command([String])
    }

    let request: Request
    /// What docker's global flags mean to the docker that strata may start in its turn.
    private(set) var environment: [String: String] = [:]

    /// What the plugin is called to docker.
    private static let name = "strata"
    /// Docker's global flags that take a value, and the variable that says the same.
    private static let valued = [
        "--config": "DOCKER_CONFIG", "--context": "DOCKER_CONTEXT", "-c": "DOCKER_CONTEXT", "--host": "DOCKER_HOST",
        "-H": "DOCKER_HOST", "--log-level": nil, "-l": nil, "--tlscacert": nil, "--tlscert": nil, "--tlskey": nil,
    ]

    /// Whether the program was called by the name of the plugin.
    static func isCalled(by program: String) -> Bool {
        program.split(separator: "/").last == "docker-\(name)"
    }

    /// Reads docker's command line, without the program's own name.
    ///
    /// - Parameter isFile: Whether a path is there: what is none where IMAGE stands is the name of an image that docker
    ///   has.
    init(_ arguments: [String], isFile: (String) -> Bool = { access($0, F_OK) == 0 }) {
        guard arguments.first != "docker-cli-plugin-metadata" else {
            request = .metadata
            return
        }
        var words = arguments[...]
        while let flag = words.first, flag.hasPrefix("-") {
            words.removeFirst()
            let parts = flag.split(separator: "=", maxSplits: 1).map(String.init)
            if flag == "--tlsverify" { environment["DOCKER_TLS_VERIFY"] = "1" }
            guard let variable = DockerPlugin.valued[parts[0]] else { continue }
            let value = parts.count > 1 ? parts[1] : words.popFirst()
            if let variable { environment[variable] = value }
        }
        let first = words.popFirst()
        switch first {
        case "__complete", "__completeNoDesc": request = .completion(Array(words.dropFirst()))
        case DockerPlugin.name where words.first == "docker-cli-plugin-hooks":
            request = .hook(DockerHook(words.dropFirst().first ?? ""))
        case "help": request = .command(words.dropFirst() + ["--help"])
        default: request = .command(DockerPlugin.namingImages(Array(words), isFile))
        }
    }

    /// Names of images of docker's, where they stand for IMAGE, as strata writes them.
    private static func namingImages(_ words: [String], _ isFile: (String) -> Bool) -> [String] {
        guard let (command, own) = CommandTree.strata?.called(by: words) else { return words }
        var named = words
        for place in command.placesOfImages(in: Array(words[own])) {
            let index = own.lowerBound + place
            let isNamed =
                words[index] == "-" || words[index].contains(":") && prefixes.contains { words[index].hasPrefix($0) }
            if !isNamed, !isFile(words[index]) { named[index] = "docker:\(words[index])" }
        }
        return named
    }

    private static let prefixes = ["docker:", "podman:", "nerdctl:", "skopeo:"]

    /// Who it is, as docker asks: one object, which it shows in `docker info` and `docker --help`.
    static var metadata: String {
        let object: JSONValue = [
            "SchemaVersion": "0.1.0",
            "Vendor": "strata",
            "Version": .string(Strata.configuration.version),
            "ShortDescription": "See what is in an image, which instruction put it there, and what it costs",
        ]
        return object.compact
    }
}
