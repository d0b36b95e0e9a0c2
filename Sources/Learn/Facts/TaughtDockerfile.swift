import Dockerfile
import FileTree
import ImageAnalysis

/// What lessons may ask of a Dockerfile that the learner edits, with the `.dockerignore` beside it.
public struct TaughtDockerfile: Facts {
    /// The file.
    public let document: DockerfileDocument
    /// Its stages.
    public let graph: StageGraph
    /// What the ignore file keeps out.
    public let ignored: IgnorePatterns
    /// The same before the learner edited it; nil in that one itself.
    private let start: StartedDockerfile?

    /// - Parameters:
    ///   - text: The Dockerfile.
    ///   - ignoreFile: The `.dockerignore` beside it; empty for none.
    ///   - start: The Dockerfile that the learner began with, and its `.dockerignore`.
    public init(_ text: String, ignoreFile: String = "", start: (text: String, ignoreFile: String)? = nil) {
        document = DockerfileDocument(parsing: text)
        graph = StageGraph(document)
        ignored = IgnorePatterns(parsing: ignoreFile)
        self.start = start.map { StartedDockerfile(text: $0.text, ignoreFile: $0.ignoreFile) }
    }

    /// What a fact comes to; `before.` in front asks the file that the learner began with.
    public func value(of name: FactName) throws(LessonFault) -> FactValue {
        guard name.parts.first == FactName.Part(name: "before", argument: nil), name.parts.count > 1 else {
            return try TaughtDockerfile.catalog.value(of: name, in: self)
        }
        guard let start else { throw LessonFault("nothing was before the file that one begins with") }
        return try TaughtDockerfile(start.text, ignoreFile: start.ignoreFile).value(of: name.rest)
    }

    private struct StartedDockerfile: Sendable {
        let text: String
        let ignoreFile: String
    }

    private static let catalog = FactCatalog(
        plain: FactTable("a Dockerfile", numbers + runtime), roots: stages + instructions + context)

    private typealias Root = FactRoot<TaughtDockerfile>

    private static let numbers: [FactTable<TaughtDockerfile>.Row] = [
        ("faults", { .count($0.document.issues.count) }),
        ("stages", { .count($0.graph.stages.count) }),
        ("steps", { .count($0.built.flatMap(\.steps).count) }),
        ("findings", { .count($0.findings.count) }),
    ]

    private static let runtime: [FactTable<TaughtDockerfile>.Row] = [
        ("base", { .text($0.finalBase) }),
        ("user", { .text($0.last(.user)?.arguments.first ?? "") }),
        ("workdir", { .text($0.last(.workdir)?.arguments.first ?? "") }),
        ("command", { .text(($0.last(.cmd)?.arguments ?? []).joined(separator: " ")) }),
        ("command.form", { .text(form(of: $0.last(.cmd))) }),
        ("entrypoint", { .text(($0.last(.entrypoint)?.arguments ?? []).joined(separator: " ")) }),
        ("entrypoint.form", { .text(form(of: $0.last(.entrypoint))) }),
        ("healthcheck", { .text(($0.last(.healthcheck)?.arguments ?? []).joined(separator: " ")) }),
    ]

    private static let stages: [Root] = [
        Root("stage", StageFacts.table) { file, name throws(LessonFault) in
            StageFacts(stage: try file.stage(name), graph: file.graph)
        },
        Root("built", ValueFacts.number) { file, target throws(LessonFault) in
            let name = try file.stage(target).label
            return StageGraph(file.document, target: name).stages.filter { $0.role != .unbuilt }.count
        },
    ]

    private static let instructions: [Root] = [
        Root("instructions", ValueFacts.number) { file, word throws(LessonFault) in
            guard let keyword = Keyword(word: word) else {
                throw LessonFault(
                    "there is no instruction \(word)"
                        + Spelling.suggestion(for: word, among: Keyword.allCases.map(\.rawValue)))
            }
            return file.instructions.filter { $0.keyword == keyword }.count
        },
        Root("containing", ValueFacts.number) { file, text throws(LessonFault) in
            file.instructions.filter { $0.text.contains(text) }.count
        },
        Root("mounts", ValueFacts.number) { file, type throws(LessonFault) in
            file.instructions.flatMap(\.mounts).filter { ($0["type"] ?? "bind") == type }.count
        },
        Root("findings", ValueFacts.number) { file, name throws(LessonFault) in try file.findings.count(of: name) },
    ]

    private static let context: [Root] = [
        Root("rerun", ValueFacts.number) { file, path throws(LessonFault) in file.rerun(after: path).count },
        Root("ignored", ValueFacts.truth) { file, path throws(LessonFault) in file.ignored.ignores(path) },
        Root("copied", ValueFacts.truth) { file, path throws(LessonFault) in file.copies(path) },
    ]

    private static func form(of instruction: Instruction?) -> String {
        instruction.map { $0.isJSON ? "exec" : "shell" } ?? "none"
    }

    /// The stages that are built.
    private var built: [Stage] { graph.stages.filter { $0.role != .unbuilt } }

    private var instructions: [Instruction] { built.flatMap { [$0.from] + $0.instructions } }

    /// The last instruction of a kind in the final stage, or in what that starts from.
    private func last(_ keyword: Keyword) -> Instruction? {
        graph.lineage.flatMap { graph.stages[$0].instructions }.last { $0.keyword == keyword }
    }

    private var finalBase: String {
        graph.lineage.first.map { graph.stages[$0].base.label(in: graph) } ?? ""
    }

    /// What lint finds, in order of lines.
    public var findings: [Finding] {
        DockerfileLint(AnalyzedDockerfile(document, context: BuildContext(ignored: ignored))).findings
    }

    private func stage(_ name: String) throws(LessonFault) -> Stage {
        if name == "final", let target = graph.target { return graph.stages[target] }
        guard let stage = graph.stage(named: name) else {
            throw LessonFault(
                "there is no stage “\(name)”" + Spelling.suggestion(for: name, among: graph.stages.map(\.label)))
        }
        return stage
    }

    /// The steps that BuildKit runs again when a file of the build context has changed.
    private func rerun(after path: String) -> [Rebuild.Step] {
        BuildCache(of: .buildkit, after: input(path, "before")).rebuild(input(path, "after")).steps
            .filter(\.isDoneAgain)
    }

    /// Whether a COPY or ADD of the image takes a path of the build context.
    private func copies(_ path: String) -> Bool {
        rerun(after: path).contains { $0.instruction.keyword == .copy || $0.instruction.keyword == .add }
    }

    /// A build with one file in its context.
    private func input(_ path: String, _ contents: String) -> BuildInput {
        var directories: [ContextFile] = []
        var directory = path
        while let slash = directory.lastIndex(of: "/") {
            directory = String(directory[..<slash])
            directories.append(ContextFile(path: directory, isDirectory: true))
        }
        return BuildInput(
            document, files: directories.reversed() + [ContextFile(path: path, contents: contents)], ignored: ignored)
    }

    /// What a build of the file does again where the file that the learner began with was built before; nil in that one.
    public var rebuild: Rebuild? {
        start.map { start in
            let before = BuildInput(
                DockerfileDocument(parsing: start.text), ignored: IgnorePatterns(parsing: start.ignoreFile))
            return BuildCache(of: .buildkit, after: before).rebuild(BuildInput(document, ignored: ignored))
        }
    }

    /// A stage of the file.
    private struct StageFacts {
        let stage: Stage
        let graph: StageGraph

        static let table = FactTable<StageFacts>(
            "a stage",
            [
                ("base", { .text($0.stage.base.label(in: $0.graph)) }),
                ("name", { .text($0.stage.label) }),
                ("role", { .text($0.stage.role.rawValue) }),
                ("instructions", { .count($0.stage.instructions.count) }),
                ("steps", { .count($0.stage.steps.count) }),
            ])
    }
}

extension Stage {
    /// The instructions that make a layer.
    fileprivate var steps: [Instruction] { instructions.filter { $0.keyword?.makesLayer == true } }
}
