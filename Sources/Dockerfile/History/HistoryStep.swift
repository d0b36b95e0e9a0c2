import OCI

/// One entry of an image's history, taken apart in the dialect of its builder.
public struct HistoryStep: Hashable, Sendable {
    /// Who wrote the entry.
    public enum Builder: String, Hashable, Sendable, Codable {
        case buildkit = "BuildKit"
        case classic = "docker build (classic)"
        case buildah = "buildah"
        case kaniko = "kaniko"
        case commit = "commit"
        case `import` = "import"
        case squash = "squash"
        case ko, apko, nix, crane
        case jib = "Jib"
        case bazel = "Bazel"
        case buildpacks = "buildpacks"
        case windows = "Windows"
        case debuerreotype
        case unknown
    }

    /// Its place in the history, from 0.
    public let index: Int
    /// Who wrote it.
    public internal(set) var builder: Builder
    /// The instruction; nil for what no Dockerfile made.
    public let keyword: Keyword?
    /// What follows the instruction's word, marks of the builder removed; for `RUN` with its shell and build arguments.
    public let arguments: String
    /// The shell that ran a `RUN`; nil where the entry names none, as for the exec form.
    public internal(set) var shell: CommandShell?
    /// Whether it made no layer.
    public let isEmptyLayer: Bool
    /// The build arguments that a `RUN` was given, as written: `|1 VERSION=9`; empty for none.
    public let buildArguments: String
    /// Who made it, as the entry says.
    public let author: String?
    /// The builder's message.
    public let comment: String?

    /// Takes an entry apart.
    ///
    /// - Parameter index: its place in the history, from 0.
    public init(_ history: History, index: Int) {
        let parts = CreatedByParts(history)
        self.index = index
        builder = parts.builder
        keyword = parts.keyword
        buildArguments = parts.buildArguments
        arguments = parts.arguments
        isEmptyLayer = history.emptyLayer
        author = history.author
        comment = history.comment
        shell = keyword == .run ? CommandShell(startOf: invocation) : nil
    }

    /// All entries of a history. Where an entry alone does not tell `docker build` from buildah, its neighbours do.
    public static func steps(of history: [History]) -> [HistoryStep] {
        var steps = history.enumerated().map { HistoryStep($1, index: $0) }
        var run: Builder?
        // The entries after tell as well as those before: go both ways.
        for order in [Array(steps.indices), steps.indices.reversed()] {
            run = nil
            for index in order {
                switch steps[index].builder {
                case .unknown where steps[index].isShellCommand: if let run { steps[index].builder = run }
                case .classic, .buildah: run = steps[index].builder
                default: run = nil
                }
            }
        }
        setShells(in: &steps)
        return steps
    }

    /// What `SHELL` has set stands before the commands after it, whatever it is.
    private static func setShells(in steps: inout [HistoryStep]) {
        var chosen: CommandShell?
        for index in steps.indices {
            if steps[index].keyword == .shell { chosen = steps[index].chosenShell }
            guard let chosen, steps[index].keyword == .run, chosen.command(in: steps[index].invocation) != nil else {
                continue
            }
            steps[index].shell = chosen
        }
    }

    /// What a `SHELL` sets; nil for any other step.
    var chosenShell: CommandShell? {
        guard keyword == .shell else { return nil }
        let words = GoSyntax.list(arguments[...]) ?? GoSyntax.bareList(arguments[...]) ?? []
        return words.isEmpty ? nil : CommandShell(words)
    }

    /// Whether it is a `RUN` or a copy in a form that both classic docker and buildah write.
    private var isShellCommand: Bool { keyword == .run || keyword == .copy || keyword == .add }

    /// The instruction as a Dockerfile would have it, as far as the entry tells: `RUN make`, `COPY src /app`; empty for
    /// an entry without a word.
    public var instructionText: String {
        guard let keyword else {
            if isExecForm { return "RUN \(arguments)" }
            return arguments.isEmpty ? comment ?? "" : arguments
        }
        let text = keyword == .run ? command : readableArguments
        return text.isEmpty ? keyword.rawValue : "\(keyword.rawValue) \(text)"
    }

    /// The arguments with what builders print in Go's syntax turned back into a Dockerfile's.
    var readableArguments: String { GoSyntax.argument(arguments[...], of: keyword?.rawValue ?? "") }

    /// The command of a `RUN` without its shell and build arguments; the arguments of anything else.
    public var command: String {
        guard keyword == .run else { return arguments }
        return String(shell?.command(in: invocation) ?? invocation)
    }

    /// What a `RUN` ran with its shell, build arguments left out.
    private var invocation: Substring { BuildArguments.split(arguments[...]).command }

    /// Whether it is the exec form of the classic builder's `RUN`: the bare command line, a path with arguments. What a
    /// container that somebody committed was started with looks the same but for that.
    var isExecForm: Bool {
        keyword == nil && builder == .commit && comment?.isEmpty ?? true && arguments.hasPrefix("/")
            && arguments.contains(" ")
    }
}

extension HistoryStep {
    /// Whether it is in the words that classic docker and buildah share, and nothing tells which of them wrote it.
    var isClassicOrBuildah: Bool {
        builder == .unknown && (hashedCopy != nil || keyword == .run && arguments.hasPrefix("/bin/"))
    }

    /// The destination of a copy whose sources are only a digest, `file:0123… in /app/ `; nil for any other step.
    package var hashedCopy: String? {
        guard keyword == .copy || keyword == .add,
            ["file:", "dir:", "multi:"].contains(where: { arguments.contains($0) }),
            let mark = arguments.ranges(of: " in ").last
        else { return nil }
        return String(arguments[mark.upperBound...]).trimmingSpace()
    }
}
