import FoundationEssentials
import Reporting

/// A command of docker's that has ended, after which docker shows a hint under "What's next:". It asks where its
/// configuration says so: `"features": {"hooks": "true"}, "plugins": {"strata": {"hooks": "build,pull"}}`.
struct DockerHook: Equatable, Decodable {
    /// The command as the configuration names it: `build`, `image pull`.
    private var command: String
    /// What went wrong; empty where nothing did.
    private var fault: String

    private enum CodingKeys: String, CodingKey {
        case command = "RootCmd"
        case fault = "CommandError"
    }

    /// Reads what docker says of the command; nil where it is no such document.
    init?(_ document: String) {
        guard let hook = try? JSONDecoder().decode(DockerHook.self, from: Data(document.utf8)) else { return nil }
        self = hook
    }

    /// One object with a template of Go's, into which docker puts the command's words. An empty one is not shown: so it
    /// is after a fault, and after commands that leave no image.
    var answer: String { (["Type": 0, "Template": .string(template)] as JSONValue).compact }

    private var template: String {
        guard fault.isEmpty else { return "" }
        let hint = "See what is in the image and what it costs → docker strata "
        switch command.split(separator: " ").last {
        case "pull": return hint + "{{arg . 0}}"
        // Of a build by buildx docker knows the names of the flags alone.
        case "build": return hint + "IMAGE"
        default: return ""
        }
    }
}
