import Dockerfile
import Evidence
import Packages
import Rules

/// A Dockerfile that has stages already: the same, with what the lessons say of single lines.
struct MultiStageDockerfile {
    /// The lines after the heading.
    let lines: [String]

    init(_ image: AnalyzedImage, base: StageBases) {
        guard let document = image.stages.document, let graph = image.stages.graph else {
            lines = []
            return
        }
        let directives = Set(document.directives.map(\.line))
        var edits: [Int: (last: Int, text: [String])] = [:]
        let shells = graph.shells
        for stage in graph.stages {
            for instruction in stage.instructions {
                let isPOSIX = shells[instruction.lines.lowerBound]?.isPOSIX ?? !stage.isWindows
                let step = BuildRecipe.Step(
                    instruction: instruction, in: document, hasPOSIXShell: isPOSIX, layer: nil)
                guard let text = MultiStageDockerfile.edited(step, document) else { continue }
                edits[instruction.lines.lowerBound] = (instruction.lines.upperBound, text)
            }
        }
        if let final = graph.stages.first(where: { $0.role == .base || $0.role == .final }), case .image = final.base,
            base.final != base.builder, base.packages.isEmpty
        {
            let name = final.name.map { " AS \($0)" } ?? ""
            edits[final.from.lines.lowerBound] = (final.from.lines.upperBound, ["FROM \(base.final)\(name)"])
        }
        var result: [String] = []
        var line = 1
        while line <= document.lines.count {
            if let edit = edits[line] {
                result += edit.text
                line = edit.last + 1
            } else {
                if !directives.contains(line) { result.append(document.lines[line - 1]) }
                line += 1
            }
        }
        let isRoot = (image.image.config.config.user ?? "").isEmpty
        if isRoot, let target = graph.target, target == graph.stages.count - 1 {
            result.append("# No USER yet: RUN useradd --system app, and USER app before CMD.")
        }
        lines = result
    }

    /// An installation without a cache mount gets one; nil for what stays as it is.
    private static func edited(_ step: BuildRecipe.Step, _ document: DockerfileDocument) -> [String]? {
        guard step.instruction.keyword == .run, !step.instruction.isJSON, step.instruction.heredocs.isEmpty,
            step.instruction.flags.allSatisfy({ !($0.value ?? "").contains("type=cache") }),
            let manager = step.commands.lazy.compactMap(DependencyManager.installing).first
        else { return nil }
        return InstructionSource.text(step, in: document, adding: [InstructionSource.cacheMount(manager.cache)])
    }
}
