import Dockerfile

/// All that Dockerfile rules look at: the document, its stages, and the commands that its shells run, read once.
public struct AnalyzedDockerfile: Sendable {
    /// The Dockerfile.
    public let document: DockerfileDocument
    /// Its stages.
    public let graph: StageGraph
    /// Its instructions, each with its stage, shell and commands, in order.
    public let steps: [DockerfileStep]
    /// What `.dockerignore` leaves out of the build context; nil where there is none or it is not known.
    public let ignored: IgnorePatterns?
    /// What lies in the build context; nil where that is not known.
    public let context: BuildContext?
    /// Variables that are known to be set, as by the base image.
    public let environment: Set<String>
    /// The registries that base images may come from; nil for any.
    public let trustedRegistries: [String]?
    /// What its comments ask to be left alone, or to be looked at.
    let comments: LintComments
    /// The steps of each stage that its build runs, its `FROM` first.
    private let own: [Int: [DockerfileStep]]
    /// The first `WORKDIR`s of each of its stages.
    let firstWorkdirs: [FirstWorkdir]
    /// What `ENV` and `ARG` declare in its stages, in order.
    let declarations: [VariableScope: [VariableDeclaration]]
    /// The `ARG`s above the first `FROM`, with their defaults as written.
    let globalArguments: [String: String?]

    /// Puts together what rules look at.
    ///
    /// - Parameters:
    ///   - document: The Dockerfile.
    ///   - ignored: The patterns of the `.dockerignore` that a build would use.
    ///   - context: What lies in the build context, and the `.dockerignore` of it.
    ///   - environment: Names of variables that are known to be set, as by the base image.
    ///   - trustedRegistries: The registries that base images may come from; nil for any.
    public init(
        _ document: DockerfileDocument, ignored: IgnorePatterns? = nil, context: BuildContext? = nil,
        environment: Set<String> = [], trustedRegistries: [String]? = nil
    ) {
        self.trustedRegistries = trustedRegistries
        self.document = document
        self.environment = environment
        self.context = context
        self.ignored = ignored ?? context?.ignored
        comments = LintComments(of: document)
        graph = StageGraph(document)
        steps = DockerfileStep.steps(of: document, graph: graph)
        firstWorkdirs = graph.stages.map { FirstWorkdir(of: $0.instructions) }
        declarations = steps.declarations
        globalArguments = steps.globalArguments
        own = Dictionary(grouping: steps.filter { $0.stage != nil && !$0.isTrigger }) { $0.stage ?? 0 }
    }

    /// More instructions than this are not looked at, so that no file takes long.
    static let maximumInstructions = 5000

    /// Whether the file has more instructions than are looked at.
    public var isCut: Bool { document.instructions.count > AnalyzedDockerfile.maximumInstructions }

    /// The instructions of a kind that the build itself runs, so without triggers of `ONBUILD`.
    func steps(_ keywords: Keyword...) -> [DockerfileStep] {
        steps.filter { step in !step.isTrigger && step.keyword.map(keywords.contains) == true }
    }

    /// The instructions of a stage that the build itself runs, `FROM` left out.
    func steps(inStage stage: Int) -> [DockerfileStep] {
        Array((own[stage] ?? []).dropFirst())
    }

    /// The `FROM` of a stage.
    func from(ofStage stage: Int) -> DockerfileStep? { own[stage]?.first }

    /// All `RUN`s that a POSIX shell reads, triggers too.
    var runs: [DockerfileStep] { steps.filter { $0.keyword == .run && $0.hasPOSIXShell } }

    /// The commands of all `RUN`s by name; what stands behind `sudo`, `env` and their like is what counts.
    func commands(_ names: String...) -> [StepCommand] { commands(names) }

    /// The same for names in any order.
    func commands(_ names: some Collection<String>) -> [StepCommand] {
        runs.flatMap { step in
            step.commands.filter { names.contains($0.name) }.map { StepCommand(step: step, command: $0) }
        }
    }

    /// The stages whose layers are in the image, and those that other stages start from.
    var layeredStages: Set<Int> {
        graph.edges.reduce(into: Set(graph.lineage)) { stages, edge in
            if edge.kind == .from, case .stage(let source) = edge.source { stages.insert(source) }
        }
    }
}

/// A command of a `RUN`, without `sudo`, `env` and their like before it.
struct StepCommand: Sendable {
    /// The `RUN`.
    let step: DockerfileStep
    /// The command.
    let command: ShellCommand
}
