import Dockerfile
import Evidence

extension AnalyzedImage {
    /// What Dockerfile rules find in the image's Dockerfile: the one that is known to be its own, or else the one that
    /// its history gives, without the rules that history can't answer. What the base image did is told by few rules.
    ///
    /// Findings carry the layer that their instruction made, where that is known.
    ///
    /// - Parameters:
    ///   - rules: The rules to ask.
    ///   - found: What image rules found.
    package func lintFindings(of rules: [any DockerfileRule], beside found: [Finding]) -> [Finding] {
        let fired = Set(found.map(\.rule.id))
        let asked = rules.filter { $0.isAskedOfImages && !($0.supersededBy.map(fired.contains) ?? false) }
        guard !asked.isEmpty else { return [] }
        let own = stages.document.map { findings(in: $0, of: asked) } ?? findingsInHistory(of: asked)
        return own + findingsInBase(of: asked.filter(\.tellsOfBase))
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

    private func findingsInHistory(of rules: [any DockerfileRule]) -> [Finding] {
        findings(inHistory: stages.attribution.reconstructedLines, of: rules.filter(\.worksOnHistory))
    }

    private func findingsInBase(of rules: [any DockerfileRule]) -> [Finding] {
        findings(inHistory: stages.attribution.reconstructedBaseLines, of: rules).map { finding in
            var told = finding
            told.title += " in the base image"
            told.remedy = "It came with the base image: report it there, or take another base."
            return told
        }
    }

    /// Lines of a Dockerfile that nobody has say nothing, so these findings have none.
    private func findings(
        inHistory lines: [(text: String, layer: Int?)], of rules: [any DockerfileRule]
    ) -> [Finding] {
        guard !rules.isEmpty, !lines.isEmpty else { return [] }
        let document = DockerfileDocument(parsing: lines.map { $0.text + "\n" }.joined())
        let dockerfile = AnalyzedDockerfile(document, environment: environmentNames)
        return DockerfileLint(dockerfile, rules: rules).findings.map { finding in
            var placed = finding
            placed.layer = finding.line.flatMap { lines.indices.contains($0 - 1) ? lines[$0 - 1].layer : nil }
            placed.line = nil
            placed.column = nil
            return placed
        }
    }
}
