/// The steps of a build, each with the key under which the cache of an engine knows it.
///
/// What a step copies from another stage is in its key by contents, and what a command writes is not known from
/// outside: so there are the keys where whatever runs again gives another result, and those where it gives the same.
struct KeyedBuild {
    /// A step.
    struct Step {
        /// The number of its stage, from 0.
        let stage: Int
        let instruction: Instruction
        /// Its lines; those of `FROM` for the trigger of an `ONBUILD`.
        let lines: ClosedRange<Int>
        /// Its key; nil where its stage is not built.
        let key: Int?
    }

    /// What stages that run again give.
    enum Results { case different, equal }

    private(set) var steps: [Step] = []
    private let input: BuildInput
    private let engine: BuildEngine
    private let graph: StageGraph
    private let results: Results
    private let globals: BuildArgumentValues
    /// What of the build context the builder is sent.
    private let files: [ContextFile]
    /// What each stage ends with, by its number.
    private var ends: [StageEnd] = []

    /// What a stage ends with.
    private struct StageEnd {
        var state: StageState
        /// The key of its files.
        var files: Int
        /// The key of its last step.
        var last: Int
        /// The steps that changed files, oldest first, below them what the stage started from.
        var writes: [Write]

        /// What a stage starts from that no other stage made.
        init(from key: Int) {
            state = StageState()
            (files, last) = (key, key)
            writes = [Write(key: key, place: nil)]
        }
    }

    /// A step that changed files.
    private struct Write {
        let key: Int
        /// Where; nil for anywhere.
        let place: String?
    }

    init(_ input: BuildInput, by engine: BuildEngine, results: Results, keys: inout CacheKeys) {
        self.input = input
        self.engine = engine
        self.results = results
        graph = StageGraph(input.document, target: input.target, buildArguments: input.arguments)
        globals = BuildArgumentValues(of: input)
        files = input.files.filter { input.ignored?.ignores($0.path) != true }
        for stage in graph.stages { add(stage, &keys) }
    }

    private func isBuilt(_ stage: Stage) -> Bool {
        stage.role != .unbuilt || engine.buildsUnneededStages && stage.index < graph.target ?? 0
    }

    private mutating func add(_ stage: Stage, _ keys: inout CacheKeys) {
        var end = start(of: stage, &keys)
        let triggers: [Instruction] =
            if case .stage(let parent) = stage.base { graph.stages[parent].instructions.flatMap(\.trigger) } else { [] }
        let all = triggers.map { ($0, stage.from.lines) } + stage.instructions.map { ($0, $0.lines) }
        for (instruction, lines) in all {
            let text = text(of: instruction, end.state)
            end.state.apply(instruction, globals, escape: input.document.escape)
            guard engine != .buildkit || text.changesFiles else { continue }
            let below = engine == .buildkit ? end.files : end.last
            let change = input.changedLines.contains(lines.lowerBound) ? ["changed"] : []
            let isLinked = engine == .buildkit && text.isIndependent
            let key = keys.number((isLinked ? ["linked"] : ["on", "\(below)"]) + change + text.parts)
            steps.append(
                Step(stage: stage.index, instruction: instruction, lines: lines, key: isBuilt(stage) ? key : nil))
            end.last = key
            // What is linked in lies on what is below without having been made from it.
            if text.changesFiles {
                end.files = isLinked ? keys.number(["merged", "\(below)", "\(key)"]) : key
                end.writes.append(Write(key: key, place: text.place))
            }
        }
        ends.append(end)
    }

    private func start(of stage: Stage, _ keys: inout CacheKeys) -> StageEnd {
        let platform = stage.platform ?? ""
        switch stage.base {
        case .stage(let parent): return ends[parent]
        case .image(let reference), .context(let reference):
            let image = input.image(reference)
            let parts = engine == .buildkit ? [image.layers, image.environment] : [image.id]
            let key = keys.number(["image", platform] + parts)
            return StageEnd(from: key)
        case .scratch:
            let key = keys.number(["scratch", platform])
            return StageEnd(from: key)
        }
    }

    private func text(of instruction: Instruction, _ state: StageState) -> StepText {
        let sources = StepSources(
            files: files, filesAreComplete: input.filesAreComplete, engine: engine, escape: input.document.escape
        ) { source, paths in
            taken(paths, from: source)
        }
        let text = StepText.self
        return engine == .buildkit
            ? text.init(buildKit: instruction, graph, state, sources)
            : text.init(history: instruction, graph, state, sources, globals)
    }

    /// What stands for the files at some paths of a stage or image: the last step that may have written there.
    private func taken(_ paths: [String], from source: Stage.Base) -> String {
        switch source {
        case .stage(let index):
            guard results == .different else { return "equal" }
            let last = ends[index].writes.last { write in
                write.place.map { place in paths.contains { PathOverlap.exists(place, $0) } } ?? true
            }
            return "stage \(last?.key ?? 0)"
        case .image(let reference), .context(let reference): return "image \(input.image(reference).layers)"
        case .scratch: return "scratch"
        }
    }
}

/// Whether what is written to one path may be seen at another.
private enum PathOverlap {
    /// - Parameter wanted: A path that may have wildcards; all below a part with one is taken to match.
    static func exists(_ written: String, _ wanted: String) -> Bool {
        let parts = written.split(separator: "/").filter { $0 != "." }
        let others = wanted.split(separator: "/").filter { $0 != "." }.prefix { part in
            !part.contains { "*?[\\$".contains($0) }
        }
        return zip(parts, others).allSatisfy { $0 == $1 }
    }
}

/// Numbers for the keys of a cache: equal parts have equal numbers, so that chains of keys stay short.
struct CacheKeys: Sendable, Hashable {
    private var numbers: [[String]: Int] = [:]

    /// The number of a key that is made of these parts.
    mutating func number(_ parts: [String]) -> Int {
        if let number = numbers[parts] { return number }
        numbers[parts] = numbers.count
        return numbers.count - 1
    }
}
