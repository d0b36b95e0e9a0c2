/// One instruction of a Dockerfile.
public struct Instruction: Hashable, Sendable {
    /// Which instruction it is; nil for a word that no Dockerfile knows.
    public let keyword: Keyword?
    /// The instruction's word as written.
    public let name: String
    /// Its lines, from 1: continuations, comments within them, and heredocs included.
    public let lines: ClosedRange<Int>
    /// The instruction on one line, continuations joined as BuildKit joins them, heredoc bodies left out.
    public let text: String
    /// `--name` or `--name=value`, quotes resolved, in order.
    public let flags: [Flag]
    /// The arguments, unexpanded: the whole command line for shell forms, the elements of the array for JSON forms,
    /// names and values in turn for `ENV` and `LABEL`, words for the rest.
    public let arguments: [String]
    /// Whether the arguments were a JSON array (the exec form).
    public let isJSON: Bool
    /// Here-documents, in order.
    public let heredocs: [Heredoc]
    /// The instruction that `ONBUILD` puts off: none or one.
    public let trigger: [Instruction]

    /// The value of the last flag of that name: `""` for a flag without a value, nil where there is none.
    public func flag(_ name: String) -> String? {
        flags.last { $0.name == name }.map { $0.value ?? "" }
    }

    /// Names and values of `ENV`, `LABEL` and `ARG`; an `ARG` without a value has none.
    public var pairs: [(name: String, value: String?)] {
        if keyword == .arg {
            return arguments.map { word in
                guard let equals = word.firstIndex(of: "=") else { return (word, nil) }
                return (String(word[..<equals]), String(word[word.index(after: equals)...]))
            }
        }
        return stride(from: 0, to: arguments.count - 1, by: 2).map { (arguments[$0], arguments[$0 + 1]) }
    }

    /// The mounts of a `RUN`, each by its options: `type`, `target`, `from`, … (Dockerfile reference, "RUN --mount").
    public var mounts: [[String: String]] {
        flags.filter { $0.name == "mount" }.map { flag in
            (flag.value ?? "").split(separator: ",").reduce(into: [:]) { options, field in
                let parts = field.split(separator: "=", maxSplits: 1).map(String.init)
                if parts.count == 2 { options[parts[0].lowercased()] = parts[1] }
            }
        }
    }
}

/// A flag of an instruction, `--name` or `--name=value`.
public struct Flag: Hashable, Sendable, CustomStringConvertible {
    /// The name without its dashes.
    public let name: String
    /// The value, nil where there is no `=`.
    public let value: String?

    /// Reads a flag from its whole word.
    init(word: String) {
        let body = word.dropFirst(2)
        guard let equals = body.firstIndex(of: "=") else {
            name = String(body)
            value = nil
            return
        }
        name = String(body[..<equals])
        value = String(body[body.index(after: equals)...])
    }

    /// The flag as written, quotes resolved.
    public var description: String { "--\(name)" + (value.map { "=\($0)" } ?? "") }
}

/// A here-document.
public struct Heredoc: Hashable, Sendable {
    /// The word that ends it, or the file's name in `COPY` and `ADD`.
    public let name: String
    /// The file descriptor before `<<`, 0 where there is none.
    public let fileDescriptor: Int
    /// Whether variables in it are expanded: the word was not quoted.
    public let expands: Bool
    /// Whether leading tabs are cut: `<<-`.
    public let cutsTabs: Bool
    /// The lines between, with their line ends, tabs not yet cut.
    public var content: String
    /// The lines of the content, from 1; nil for an empty one.
    public var lines: ClosedRange<Int>?
}

/// The instructions of the Dockerfile reference.
public enum Keyword: String, Hashable, Sendable, CaseIterable {
    case add = "ADD"
    case arg = "ARG"
    case cmd = "CMD"
    case copy = "COPY"
    case entrypoint = "ENTRYPOINT"
    case env = "ENV"
    case expose = "EXPOSE"
    case from = "FROM"
    case healthcheck = "HEALTHCHECK"
    case label = "LABEL"
    case maintainer = "MAINTAINER"
    case onbuild = "ONBUILD"
    case run = "RUN"
    case shell = "SHELL"
    case stopsignal = "STOPSIGNAL"
    case user = "USER"
    case volume = "VOLUME"
    case workdir = "WORKDIR"

    /// The keyword of a word in any case.
    public init?(word: some StringProtocol) {
        self.init(rawValue: word.uppercased())
    }

    /// Whether BuildKit makes a layer for it.
    public var makesLayer: Bool {
        switch self {
        case .add, .copy, .run, .workdir: true
        default: false
        }
    }

    /// Whether here-documents may follow it.
    var takesHeredocs: Bool { self == .run || self == .copy || self == .add }
}
