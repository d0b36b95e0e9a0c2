/// What the instructions of a stage have set so far, as the commands after them see it.
struct StageState {
    /// The environment, in the order in which variables were last set.
    private(set) var environment: [(name: String, value: String)] = []
    /// The build arguments that were declared and have a value, in the order of their declaration.
    private(set) var arguments: [(name: String, value: String)] = []
    private(set) var directory = "/"
    private(set) var user = ""
    private(set) var shell: [String] = []

    /// Takes in what an instruction sets.
    mutating func apply(_ instruction: Instruction, _ globals: BuildArgumentValues, escape: Character) {
        let words = words(escape: escape)
        switch instruction.keyword {
        case .env:
            let pairs = instruction.pairs.map { ($0.name, words.expanded($0.value ?? "")) }
            for (name, value) in pairs {
                environment.removeAll { $0.name == name }
                environment.append((name, value))
            }
        case .arg:
            for pair in instruction.pairs {
                guard let value = globals.value(of: pair.name, default: pair.value.map(words.expanded)) else {
                    continue
                }
                arguments.removeAll { $0.name == pair.name }
                arguments.append((pair.name, value))
            }
        case .workdir:
            directory = absolute(words.expanded(instruction.arguments.first ?? ""))
        case .user: user = words.expanded(instruction.arguments.first ?? "")
        case .shell: shell = instruction.arguments
        default: break
        }
    }

    /// What resolves variables: the environment counts before arguments.
    func words(escape: Character) -> ShellWord {
        var variables = Dictionary(arguments.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
        for variable in environment { variables[variable.name] = variable.value }
        return ShellWord(environment: variables, escape: escape)
    }

    /// A path as seen from the working directory; a slash at its end stays.
    func absolute(_ path: String) -> String {
        var parts: [Substring] = []
        let all = path.hasPrefix("/") ? path : directory + "/" + path
        for part in all.split(separator: "/") where part != "." {
            if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        let isDirectory = path.hasSuffix("/") || path == "." || path.hasSuffix("/.")
        return "/" + parts.joined(separator: "/") + (isDirectory && !parts.isEmpty ? "/" : "")
    }
}

extension ShellWord {
    /// The word with variables resolved; as it is where that fails.
    func expanded(_ word: String) -> String { (try? expand(word)) ?? word }
}

/// The values of build arguments: what the user gave, else the defaults above the first `FROM`.
struct BuildArgumentValues {
    private let given: [String: String]
    private var globals: [String: String] = [:]

    init(of input: BuildInput) {
        given = input.arguments
        for instruction in input.document.instructions.prefix(while: { $0.keyword != .from }) {
            guard instruction.keyword == .arg else { continue }
            for pair in instruction.pairs {
                let words = ShellWord(environment: globals, escape: input.document.escape)
                globals[pair.name] = given[pair.name] ?? pair.value.map(words.expanded) ?? globals[pair.name]
            }
        }
    }

    /// The value of an argument that a stage declares; nil for none.
    func value(of name: String, default value: String?) -> String? { given[name] ?? value ?? globals[name] }

    /// The proxies that were given: every command sees them, whether they are declared or not.
    var proxies: [String] { given.keys.filter(BuildArgumentValues.proxyNames.contains).sorted() }

    private static let proxyNames: Set<String> = Set(
        ["HTTP_PROXY", "HTTPS_PROXY", "FTP_PROXY", "NO_PROXY", "ALL_PROXY"].flatMap { [$0, $0.lowercased()] })
}
