import Dockerfile
import Evidence

extension AnalyzedImage {
    /// What Dockerfile rules find in the image's Dockerfile: the one that is known to be its own, or else the one that
    /// its history gives, without the rules that history can't answer. The base image's instructions are in neither.
    ///
    /// Findings carry the layer that their instruction made, where that is known. What an image rule of the same
    /// meaning, one that another tool knows by the same id, has found already is left out.
    ///
    /// - Parameters:
    ///   - rules: The rules to ask.
    ///   - found: What image rules found.
    package func lintFindings(of rules: [any DockerfileRule], beside found: [Finding]) -> [Finding] {
        guard !rules.isEmpty else { return [] }
        let known = Set(found.flatMap(\.rule.knownAs))
        let asked = rules.filter {
            known.isDisjoint(with: $0.rule.knownAs) && !RuleTable.rulesWithLessons.contains($0.rule.id)
        }
        return stages.document.map { findings(in: $0, of: asked) } ?? findingsInHistory(of: asked)
    }

    private var environmentNames: Set<String> {
        Set(image.config.config.environment.compactMap { $0.split(separator: "=").first.map(String.init) })
    }

    private func findings(in document: DockerfileDocument, of rules: [any DockerfileRule]) -> [Finding] {
        let dockerfile = AnalyzedDockerfile(document, environment: environmentNames)
        return DockerfileLint(dockerfile, rules: rules).findings.map { finding in
            var placed = finding
            placed.layer = finding.line.flatMap { line in
                stages.attribution.layers.first { $0.lines?.contains(line) == true && !$0.isWholeStage }?.index
            }
            return placed
        }
    }

    /// Lines of a Dockerfile that nobody has say nothing, so these findings have none.
    private func findingsInHistory(of rules: [any DockerfileRule]) -> [Finding] {
        let document = DockerfileDocument(parsing: stages.attribution.reconstructedDockerfile)
        let dockerfile = AnalyzedDockerfile(document, environment: environmentNames)
        let ids = RuleTable.historyRuleIDs
        let layers = layerOfLine(in: document)
        return DockerfileLint(dockerfile, rules: rules.filter { ids.contains($0.rule.id) }).findings.map { finding in
            var placed = finding
            placed.layer = finding.line.flatMap { line in layers.last { $0.lines.contains(line) }?.layer }
            placed.line = nil
            placed.column = nil
            return placed
        }
    }

    /// The layer of each instruction of the reconstructed Dockerfile: its instructions behind `FROM` are the steps of
    /// the history that are one. Empty where their numbers differ.
    private func layerOfLine(in document: DockerfileDocument) -> [(lines: ClosedRange<Int>, layer: Int?)] {
        let attribution = stages.attribution
        let own = attribution.steps.dropFirst(attribution.base.stepCount ?? 0)
        let steps = own.filter { $0.keyword != nil || !$0.arguments.isEmpty }
        let instructions = document.instructions.drop { $0.keyword != .from }.dropFirst()
        guard steps.count == instructions.count else { return [] }
        let layers = Dictionary(
            attribution.layers.compactMap { layer in layer.historyIndex.map { ($0, layer.index) } },
            uniquingKeysWith: { first, _ in first })
        return zip(instructions, steps).map { ($0.lines, layers[$1.index]) }
    }
}
