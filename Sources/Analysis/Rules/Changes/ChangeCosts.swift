import Dockerfile
import Evidence

/// What a change at each `RUN`, `COPY` and `ADD` of an image's Dockerfile costs, by the rules of a build cache; of an
/// image without one, at each that its history tells.
public struct ChangeCosts: Sendable, Hashable {
    /// Whose cache it is.
    public let engine: BuildEngine
    /// Whether the instructions are those of the history, since no Dockerfile is known: lines count in what is written
    /// from it.
    public let isFromHistory: Bool
    /// The costs, in the order of the Dockerfile; stages that are not built have none.
    public let costs: [ChangeCost]
    /// How many steps the build has.
    public let stepCount: Int
    /// What is not known, one sentence each.
    public let notes: [String]
    private let changes: ChangedSteps

    /// A longer Dockerfile is not looked at: steps are held against one another.
    private static let maximumInstructions = 2_000
    /// Each instruction that is looked at is held against all steps, and no more than this many steps in all.
    private static let maximumSteps = 20_000

    /// The costs in an image's build.
    ///
    /// - Parameter engine: Whose cache is asked; nil for that of the image's builder.
    public init(of stages: ImageStages, by engine: BuildEngine? = nil) {
        let attribution = stages.attribution
        self.init(
            of: stages.document ?? DockerfileDocument(parsing: attribution.reconstructedDockerfile),
            target: stages.graph?.target.map(String.init), isFromHistory: stages.document == nil,
            layers: StepLayers(of: stages), by: engine ?? BuildEngine(of: attribution.builder))
    }

    /// The costs in the build of a Dockerfile of which there is no image: which steps are done again.
    init(of document: DockerfileDocument) {
        self.init(of: document, target: nil, isFromHistory: false, layers: StepLayers(), by: .buildkit)
    }

    private init(
        of written: DockerfileDocument, target: String?, isFromHistory: Bool, layers: StepLayers, by engine: BuildEngine
    ) {
        let isTooLong = written.instructions.count > ChangeCosts.maximumInstructions
        let input = BuildInput(isTooLong ? DockerfileDocument(parsing: "") : written, target: target)
        let cache = BuildCache(of: engine, after: input)
        let changes = ChangedSteps(input: input, layers: layers, cache: cache)
        let steps = cache.rebuild(input).steps.filter { $0.outcome != .notBuilt }
        let wanted = steps.filter { [.run, .copy, .add].contains($0.instruction.keyword) }
        self.engine = engine
        self.isFromHistory = isFromHistory
        self.changes = changes
        stepCount = steps.count
        costs = wanted.prefix(ChangeCosts.maximumSteps / max(1, steps.count)).map(changes.cost)
        notes = ChangeCosts.notes(
            isFromHistory, engine, wanted, leftOut: isTooLong ? nil : wanted.count - costs.count)
    }

    /// The cost of a change on a line, from 1; nil for a line of no such instruction.
    public func cost(ofLine line: Int) -> ChangeCost? { costs.first { $0.step.lines.contains(line) } }

    /// The cost of a change of the code: of what is copied where the whole build context is, else where a directory of
    /// it is, else last. Nil where nothing is copied from there.
    public var code: ChangeCost? {
        let copies = costs.filter { cost in
            let instruction = cost.step.instruction
            let sources = instruction.contextSources.filter { !$0.contains("://") }
            // A history does not say `--from`; what begins with a slash is hardly of the build context.
            return !sources.isEmpty && instruction.heredocs.isEmpty
                && !(isFromHistory && sources.allSatisfy { $0.hasPrefix("/") })
        }
        return copies.first { $0.step.instruction.copiesContext } ?? copies.first { $0.copiesDirectory } ?? copies.last
    }

    /// What a build of an edited Dockerfile does again, and what changed files do to it.
    ///
    /// - Parameters:
    ///   - edited: The Dockerfile after the edit; nil for no edit.
    ///   - files: Paths in the build context of files that have changed or are new.
    ///   - ignored: What the builder is not sent.
    public func rebuild(_ edited: DockerfileDocument?, files: [String] = [], ignored: IgnorePatterns? = nil) -> Rebuild
    {
        changes.rebuild(edited, files: files, ignored: ignored, by: engine)
    }

    /// The layers that a step of the Dockerfile made, from 1.
    public func layers(of step: Rebuild.Step) -> [Int] { changes.layers.layers(of: step) }

    /// - Parameter leftOut: How many instructions were not looked at; nil for all.
    private static func notes(
        _ isFromHistory: Bool, _ engine: BuildEngine, _ steps: [Rebuild.Step], leftOut: Int?
    ) -> [String] {
        var notes: [String] = []
        if isFromHistory {
            notes.append(
                "No Dockerfile is known, so instructions are the history's: earlier stages have left no trace in it, "
                    + "and what a COPY took from one does not say so. --dockerfile PATH tells more.")
        }
        if leftOut != 0 {
            notes.append(
                "The Dockerfile is long: \(leftOut.map { "\($0) of its" } ?? "its") instructions were not looked at.")
        }
        let mounts = steps.flatMap(\.instruction.mounts)
        if engine == .buildah, mounts.contains(where: { $0["type"] ?? "bind" == "bind" }) {
            notes.append(
                "buildah does not see changes of what RUN --mount=type=bind mounts: such a step stays as it was.")
        }
        return notes
    }
}

extension ChangeCost {
    /// Whether a directory of the build context is copied, as far as its name tells: it ends in a slash, or has no
    /// ending.
    fileprivate var copiesDirectory: Bool {
        step.instruction.contextSources.contains { source in
            source.hasSuffix("/") || source.split(separator: "/").last.map { !$0.contains(".") && $0 != "?" } ?? false
        }
    }
}

extension ChangeCosts: Deduction {
    /// The costs in the build of an image, by the cache of its own builder.
    public init(of image: AnalyzedImage) { self.init(of: image.stages) }
}

extension AnalyzedImage {
    /// What a change at each instruction costs, by the cache of the image's builder.
    public var changeCosts: ChangeCosts { self[ChangeCosts.self] }
}
