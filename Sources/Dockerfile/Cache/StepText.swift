/// What an instruction does, as the cache of an engine writes it down: what is below it comes besides.
struct StepText {
    /// The parts of the key.
    let parts: [String]
    /// Whether the step may change files.
    let changesFiles: Bool
    /// Whether nothing below counts: `COPY --link`.
    var isIndependent = false
    /// The one place where it may change files; nil for anywhere.
    var place: String?
}

extension StepText {
    /// BuildKit knows a step by what it does: the command with all that it sees, the contents of what is copied.
    /// Instructions that only set something are no steps.
    init(buildKit instruction: Instruction, _ graph: StageGraph, _ state: StageState, _ sources: StepSources) {
        let words = state.words(escape: sources.escape)
        switch instruction.keyword {
        case .run:
            self.init(
                parts: StepText.command(instruction, state)
                    + instruction.mounts.flatMap { StepText.mount($0, graph, instruction, sources) },
                changesFiles: true)
        case .copy, .add:
            let names = instruction.arguments.dropLast().map(words.expanded)
            let destination = state.absolute(words.expanded(instruction.arguments.last ?? ""))
            let flags = instruction.flags.filter { !["from", "link"].contains($0.name) }.map(\.description).sorted()
            let contents = sources.contents(
                of: instruction, names, from: graph.edge(at: instruction.lines), to: destination)
            self.init(
                parts: [instruction.keyword?.rawValue ?? "", destination] + flags.map(words.expanded)
                    + names.map(StepSources.cleaned) + ["of"] + contents,
                changesFiles: true,
                isIndependent: instruction.flag("link").map { $0 != "false" } ?? false, place: destination)
        case .workdir:
            let directory = state.absolute(words.expanded(instruction.arguments.first ?? ""))
            self.init(parts: ["WORKDIR", directory], changesFiles: directory != "/", place: directory)
        default:
            self.init(parts: [], changesFiles: false)
        }
    }

    /// A command with what it sees.
    private static func command(_ instruction: Instruction, _ state: StageState) -> [String] {
        let flags = instruction.flags.filter { $0.name != "mount" }.map(\.description)
        let environment = (state.environment + state.arguments).map { "\($0.name)=\($0.value)" }
        return ["RUN", instruction.isJSON ? "exec" : "shell"] + (instruction.isJSON ? [] : state.shell)
            + instruction.arguments + instruction.heredocs.flatMap { [$0.name, $0.content] } + flags
            + ["in", state.directory, "as", state.user, "with"] + environment
    }

    /// A cache is known by its id and target, a secret by its names, a bind mount by its contents.
    private static func mount(
        _ options: [String: String], _ graph: StageGraph, _ instruction: Instruction, _ sources: StepSources
    ) -> [String] {
        let target = options["target"] ?? options["dst"] ?? options["destination"] ?? ""
        switch options["type"] ?? "bind" {
        case "cache": return ["cache", options["id"] ?? target, target]
        case "bind":
            let source = options["source"] ?? options["src"] ?? "/"
            let edge = graph.edges.first {
                $0.lines == instruction.lines && $0.kind == .mount && $0.destination == target
            }
            let contents = edge.map { [sources.taken($0.source, [source])] } ?? sources.mounted(source)
            return ["bind", target, StepSources.cleaned(source)] + contents
        case let type: return [type, options["id"] ?? "", target]
        }
    }
}

extension StepText {
    /// buildah and the classic builder know a step by its line in the history: every instruction counts, and a copy by
    /// the contents of what it copies.
    init(
        history instruction: Instruction, _ graph: StageGraph, _ state: StageState, _ sources: StepSources,
        _ globals: BuildArgumentValues
    ) {
        let changesFiles = instruction.keyword?.makesLayer ?? true
        let words = state.words(escape: sources.escape)
        let isBuildah = sources.engine == .buildah
        let parts: [String] =
            switch instruction.keyword {
            case .run:
                StepText.arguments(state, globals, isBuildah: isBuildah)
                    + [StepText.rest(of: instruction)] + instruction.heredocs.flatMap { [$0.name, $0.content] }
            case .copy, .add:
                StepText.copy(instruction, graph, words, sources)
            case .arg where isBuildah:
                StepText.names(after: instruction, state, globals)
            case .env where !isBuildah, .label where !isBuildah:
                [instruction.keyword?.rawValue ?? ""]
                    + instruction.pairs.map { "\($0.name)=\(words.expanded($0.value ?? ""))" }
            case let keyword where !isBuildah:
                [keyword?.rawValue ?? "", StepText.rest(of: instruction)]
            default: [instruction.text]
            }
        let isPlaced = [.copy, .add, .workdir].contains(instruction.keyword)
        let place = isPlaced ? instruction.arguments.last.map { state.absolute(words.expanded($0)) } : nil
        self.init(parts: parts, changesFiles: changesFiles, place: place)
    }

    /// The line without its first word.
    private static func rest(of instruction: Instruction) -> String { Words.splitOnce(instruction.text).rest ?? "" }

    /// What stands before a command: the arguments that are declared, with their values. Where `ENV` has set one too,
    /// buildah takes that value, and the classic builder leaves it out; this one counts them also where only a proxy is
    /// given.
    private static func arguments(_ state: StageState, _ globals: BuildArgumentValues, isBuildah: Bool) -> [String] {
        let set = Dictionary(state.environment.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
        let declared = state.arguments.filter { isBuildah || set[$0.name] == nil }
            .map { "\($0.name)=\(set[$0.name] ?? $0.value)" }.sorted()
        let hasArguments = !declared.isEmpty || !isBuildah && !globals.proxies.isEmpty
        return ["RUN"] + (hasArguments ? ["|\(declared.count)"] : []) + declared
    }

    /// buildah writes down the names of all arguments that have a value, with proxies, and none of the values.
    private static func names(after instruction: Instruction, _ state: StageState, _ globals: BuildArgumentValues)
        -> [String]
    {
        let new = instruction.pairs.filter { globals.value(of: $0.name, default: $0.value) != nil }.map(\.name)
        return ["ARG"] + Set(state.arguments.map(\.name) + new + globals.proxies).sorted()
    }

    private static func copy(
        _ instruction: Instruction, _ graph: StageGraph, _ words: ShellWord, _ sources: StepSources
    ) -> [String] {
        let names = instruction.arguments.dropLast().map(words.expanded)
        let destination = instruction.arguments.last ?? ""
        let edge = graph.edge(at: instruction.lines)
        let contents = sources.contents(of: instruction, names, from: edge, to: destination)
        // Owner and mode count through the files that get them, where these are known.
        let isTold = edge != nil || sources.engine == .classic || !sources.filesAreComplete
        let flags = instruction.flags.filter { isTold || $0.name == "exclude" }
            .filter { !["from", "link"].contains($0.name) }
        let origin = sources.engine == .classic && edge == nil ? names.map(StepSources.cleaned) : []
        return [instruction.keyword?.rawValue ?? ""] + flags.map(\.description) + origin + ["of"] + contents
            + ["in", destination]
    }
}
