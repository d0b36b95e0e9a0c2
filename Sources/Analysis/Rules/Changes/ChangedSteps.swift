import Dockerfile
import Evidence

/// A build with one thing changed in it, held against the cache of the build as it was.
struct ChangedSteps: Sendable, Hashable {
    let input: BuildInput
    let layers: StepLayers
    let cache: BuildCache

    /// The cost of a change at a step: it does something else, or what it copies has changed, for every other step that
    /// takes that too.
    func cost(of step: Rebuild.Step) -> ChangeCost {
        var changed = input
        changed.changedLines = [step.lines.lowerBound]
        // A history may know no sources; what is written from it has `?` for them.
        let sources = step.instruction.contextSources.filter { $0 != "?" }
        // Something below each source: whoever names the source, or the directory that it is in, takes it too.
        changed.files = sources.map { ContextFile(path: $0 + "/\u{1}", contents: "changed") }
        let rebuilt = cache.rebuild(changed).steps.filter(\.isDoneAgain)
        return ChangeCost(step: step, rebuilt: rebuilt, layers: Set(rebuilt.flatMap(layers.layers)).sorted())
    }

    func rebuild(
        _ edited: DockerfileDocument?, files: [String], ignored: IgnorePatterns?, by engine: BuildEngine
    ) -> Rebuild {
        var (before, after) = (input, input)
        (before.ignored, after.ignored) = (ignored, ignored)
        before.files = files.map { ContextFile(path: $0, contents: "before") }
        after.files = files.map { ContextFile(path: $0, contents: "after") }
        if let edited { after.document = edited }
        return BuildCache(of: engine, after: before).rebuild(after)
    }
}

/// Which layers of an image each step made.
struct StepLayers: Sendable, Hashable {
    private var ofLine: [Int: [Int]] = [:]
    /// The layers that hold all that a stage did, by the stage's number.
    private var ofStage: [Int: [Int]] = [:]

    /// Of a build that no image is known of.
    init() {}

    init(of stages: ImageStages) {
        let attribution = stages.attribution
        guard stages.document != nil else {
            for (offset, line) in attribution.reconstructedLines.enumerated() {
                if let layer = line.layer { ofLine[offset + 1, default: []].append(layer) }
            }
            return
        }
        for layer in attribution.layers where layer.isBase != true {
            if layer.isWholeStage, let stage = layer.stage {
                ofStage[stage, default: []].append(layer.index)
            } else if let line = layer.lines?.lowerBound {
                ofLine[line, default: []].append(layer.index)
            }
        }
    }

    /// The layers of a step, from 1.
    func layers(of step: Rebuild.Step) -> [Int] {
        (ofLine[step.lines.lowerBound] ?? []) + (ofStage[step.stage] ?? [])
    }
}
