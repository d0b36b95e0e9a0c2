/// What keeps a package or a program in an image: an edge to it from what runs, from who asked for it, or from what needs
/// it.
public enum PresenceCause: Sendable, Hashable {
    /// The configuration runs it: `CMD`, `ENTRYPOINT`, `HEALTHCHECK`.
    case run(source: String)
    /// What runs seems to use it, as the sentence says.
    case used(String)
    /// An instruction installs it by name.
    case requested(place: String)
    /// Its package manager has it marked as asked for.
    case marked
    /// Every system of this kind has it.
    case essential
    /// Nothing says why: who brought it.
    case present(by: String)
    /// A package declares that it depends on it.
    case dependency(of: String)
    /// A program or library is linked with it.
    case linked(by: String)
    /// A script's first line names it.
    case interpreter(of: String)
    /// A symbolic link of it leads to what is needed.
    case link(String)

    /// A few words for people.
    public var text: String {
        switch self {
        case .run(let source): "\(source) runs it"
        case .used(let because): because
        case .requested(let place): "\(place) installs it by name"
        case .marked: "its package manager has it marked as asked for"
        case .essential: "every system of this kind has it"
        case .present(let author): "nothing says why; \(author) brought it"
        case .dependency(let package): "dependency of \(package)"
        case .linked(let object): "/\(object) is linked with it"
        case .interpreter(let script): "runs the script /\(script)"
        case .link(let path): "has the link /\(path)"
        }
    }

    /// Which causes are told first: what runs, then who asked.
    var rank: Int {
        switch self {
        case .run, .used: 0
        case .requested: 1
        // Where nobody kept marks, what every system has is marked too.
        case .essential: 2
        case .marked: 3
        case .present: 4
        case .dependency, .linked, .interpreter, .link: 5
        }
    }
}
