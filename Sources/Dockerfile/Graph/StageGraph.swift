/// The stages of a Dockerfile and what they take from each other.
///
/// Nothing in a Dockerfile can break it: a reference to a stage that comes later is an image's name, as in BuildKit,
/// so there are no cycles.
public struct StageGraph: Hashable, Sendable {
    /// The stages, in order.
    public private(set) var stages: [Stage] = []
    /// What they take, in order of lines.
    public private(set) var edges: [StageEdge] = []
    /// The index of the stage that is the image; nil when there are no stages.
    public let target: Int?
    /// The stages from the first ancestor to the target, by index: their layers are in the image.
    public private(set) var lineage: [Int] = []

    /// Builds the graph for a target.
    ///
    /// - Parameters:
    ///   - target: name or number of the stage to build; the last one where it is nil or unknown.
    ///   - buildArguments: values of global `ARG`s.
    ///   - contexts: names of named build contexts, which stand before stages and images.
    public init(
        _ document: DockerfileDocument, target: String? = nil, buildArguments: [String: String] = [:],
        contexts: Set<String> = []
    ) {
        var builder = StageBuilder(escape: document.escape, buildArguments: buildArguments, contexts: contexts)
        for instruction in document.instructions { builder.add(instruction) }
        builder.finish()
        stages = builder.stages
        edges = builder.edges
        self.target = target.flatMap { builder.find($0, before: builder.stages.count) } ?? builder.stages.indices.last
        assignRoles()
    }

    /// The stage of a name or number, or of what BuildKit calls one without a name.
    public func stage(named name: String) -> Stage? {
        stages.last { $0.name == name.lowercased() }
            ?? Int(name).flatMap { stages.indices.contains($0) ? stages[$0] : nil }
            ?? stages.first { $0.name == nil && $0.label == name.lowercased() }
    }

    /// The stage that a line belongs to: the last `FROM` at or above it.
    public func stage(ofLine line: Int) -> Stage? {
        stages.last { $0.from.lines.lowerBound <= line }
    }

    /// What the instruction at these lines takes from elsewhere by `--from`.
    public func edge(at lines: ClosedRange<Int>) -> StageEdge? {
        edges.first { $0.lines == lines && $0.kind != .from }
    }

    private mutating func assignRoles() {
        guard let target else { return }
        var next: Int? = target
        while let index = next {
            lineage.append(index)
            stages[index].role = index == target ? .final : .base
            if case .stage(let parent) = stages[index].base { next = parent } else { next = nil }
        }
        lineage.reverse()
        // Sources always come before the stage that takes from them, so one pass backwards reaches all.
        for edge in edges.reversed() where stages[edge.stage].role != .unbuilt {
            if case .stage(let source) = edge.source, stages[source].role == .unbuilt { stages[source].role = .feeds }
        }
    }
}

/// Collects stages and edges while it goes through the instructions.
private struct StageBuilder {
    let escape: Character
    let buildArguments: [String: String]
    let contexts: Set<String>
    var stages: [Stage] = []
    var edges: [StageEdge] = []
    private var globals: [String: String] = [:]
    private var indexOfName: [String: Int] = [:]
    private var from: Instruction?
    private var instructions: [Instruction] = []

    init(escape: Character, buildArguments: [String: String], contexts: Set<String>) {
        self.escape = escape
        self.buildArguments = buildArguments
        self.contexts = contexts
        globals = [
            "TARGETPLATFORM", "BUILDPLATFORM", "TARGETOS", "TARGETARCH", "TARGETVARIANT", "BUILDOS", "BUILDARCH",
        ]
        .reduce(into: [:]) { $0[$1] = buildArguments[$1] }
    }

    mutating func add(_ instruction: Instruction) {
        if instruction.keyword == .from {
            finish()
            from = instruction
        } else if from != nil {
            instructions.append(instruction)
        } else if instruction.keyword == .arg {
            for pair in instruction.pairs {
                globals[pair.name] = buildArguments[pair.name] ?? pair.value.map(expand) ?? globals[pair.name]
            }
        }
    }

    mutating func finish() {
        guard let from else { return }
        let index = stages.count
        let name = from.arguments.count >= 3 ? from.arguments[2].lowercased() : nil
        let base = source(expand(from.arguments.first ?? ""), isNumberAllowed: false)
        let platform = from.flag("platform").map(expand)
        let isWindows =
            switch base {
            case .scratch: Stage.isOfWindows(reference: "", platform: platform)
            case .stage(let parent): stages[parent].isWindows
            case .image(let reference), .context(let reference):
                Stage.isOfWindows(reference: reference, platform: platform)
            }
        stages.append(
            Stage(
                index: index, name: name, base: base, platform: platform, isWindows: isWindows, from: from,
                instructions: instructions))
        edges.append(
            StageEdge(source: base, stage: index, kind: .from, lines: from.lines, paths: [], destination: nil))
        for instruction in instructions { addEdges(of: instruction, to: index) }
        if let name { indexOfName[name] = index }
        self.from = nil
        instructions = []
    }

    func find(_ reference: String, before index: Int) -> Int? {
        if let found = indexOfName[reference.lowercased()] { return found }
        return Int(reference).flatMap { (0..<index).contains($0) ? $0 : nil }
            ?? stages.firstIndex { $0.name == nil && $0.label == reference.lowercased() }
    }

    private func expand(_ word: String) -> String {
        // What can't be expanded stays as it is: it is still the best that there is to show.
        (try? ShellWord(environment: globals, escape: escape).expand(word)).flatMap { $0.isEmpty ? nil : $0 } ?? word
    }

    private func source(_ reference: String, isNumberAllowed: Bool) -> Stage.Base {
        if contexts.contains(reference.lowercased()) { return .context(reference) }
        if let index = indexOfName[reference.lowercased()] { return .stage(index) }
        if isNumberAllowed, let index = Int(reference), (0..<(stages.count - 1)).contains(index) {
            return .stage(index)
        }
        return reference == "scratch" ? .scratch : .image(reference)
    }

    private mutating func addEdges(of outer: Instruction, to stage: Int) {
        let instruction = outer.trigger.first ?? outer
        switch instruction.keyword {
        case .copy, .add:
            guard let reference = instruction.flag("from") else { return }
            edges.append(
                StageEdge(
                    source: source(expand(reference), isNumberAllowed: true), stage: stage, kind: .copy,
                    lines: instruction.lines, paths: Array(instruction.arguments.dropLast()),
                    destination: instruction.arguments.last))
        case .run:
            for options in instruction.mounts {
                guard let reference = options["from"] else { continue }
                edges.append(
                    StageEdge(
                        source: source(expand(reference), isNumberAllowed: true), stage: stage, kind: .mount,
                        lines: instruction.lines, paths: [options["source"] ?? options["src"] ?? "/"],
                        destination: options["target"] ?? options["dst"] ?? options["destination"]))
            }
        default: return
        }
    }
}
