import Dockerfile
import Evidence

/// How an image was built, as rules on Dockerfiles read it: its own Dockerfile where that is known, else one that its
/// history gives, and apart from that what the history tells of its base image. It is read once for all rules.
struct ImageBuild: Deduction {
    /// The image's own instructions.
    let own: AnalyzedDockerfile
    /// Whether the history tells them, for want of a Dockerfile.
    let isFromHistory: Bool
    private let base: AnalyzedDockerfile
    private let ownLines: [(text: String, layer: Int?)]
    private let baseLines: [(text: String, layer: Int?)]
    /// What was added on top of what the Dockerfile made.
    private let above: AnalyzedDockerfile
    private let linesAbove: [(text: String, layer: Int?)]
    private let layers: [Attribution.Layer]
    private let graph: StageGraph?

    init(of image: AnalyzedImage) {
        let attribution = image.stages.attribution
        let environment = Set(
            image.image.config.config.environment.compactMap { $0.split(separator: "=").first.map(String.init) })
        func read(_ lines: [(text: String, layer: Int?)]) -> AnalyzedDockerfile {
            let text = lines.map { $0.text + "\n" }.joined()
            return AnalyzedDockerfile(DockerfileDocument(parsing: text), environment: environment)
        }
        isFromHistory = image.stages.document == nil
        layers = attribution.layers
        graph = image.stages.graph
        ownLines = isFromHistory ? attribution.reconstructedLines : []
        baseLines = attribution.reconstructedBaseLines
        linesAbove = attribution.reconstructedLinesAbove
        above = read(linesAbove)
        own = image.stages.document.map { AnalyzedDockerfile($0, environment: environment) } ?? read(ownLines)
        base = read(baseLines)
    }

    /// What rules find in the image's own instructions, in order of lines, each with the layer that its instruction made.
    /// Comments of the Dockerfile are heeded.
    func findings(of rules: [any DockerfileRule]) -> [Finding] {
        guard isFromHistory else {
            let written = DockerfileLint(own, rules: rules).findings.map { finding in
                var placed = finding
                placed.layer = finding.line.flatMap(layer)
                return placed
            }
            // Of the image below nothing is told here: what a rule finds in its place has no layer.
            return written + told(by: above, linesAbove, rules.filter(\.worksOnHistory)).filter { $0.layer != nil }
        }
        return told(by: own, ownLines, rules.filter(\.worksOnHistory))
    }

    /// What a rule finds in stages of the Dockerfile that the image is not made of, only copies from: of these nothing
    /// else in the image tells.
    func findingsInOtherStages(of rule: any DockerfileRule) -> [Finding] {
        guard !isFromHistory else { return [] }
        return findings(of: [rule]).filter { finding in
            guard let stage = finding.line.flatMap({ graph?.stage(ofLine: $0) }) else { return false }
            return stage.role != .base && stage.role != .final
        }
    }

    /// What a rule finds in the Dockerfile, but for the `FROM` of the image's own base: that the image tells.
    func findingsApartFromBase(of rule: any DockerfileRule) -> [Finding] {
        if isFromHistory, rule.worksOnHistory {
            let froms = Set(own.steps(.from).map(\.instruction.lines.lowerBound))
            return told(by: own, ownLines, [rule]) { finding in !(finding.line.map(froms.contains) ?? false) }
        }
        guard !isFromHistory, let root = graph?.lineage.first, let graph else { return [] }
        let from = graph.stages[root].from.lines
        return findings(of: [rule]).filter { finding in !(finding.line.map(from.contains) ?? false) }
    }

    /// What rules find in the base image's instructions, as far as the history tells them.
    func findingsInBase(of rules: [any DockerfileRule]) -> [Finding] {
        told(by: base, baseLines, rules).map { finding in
            var told = finding
            told.title += " in the base image"
            told.remedy = "It came with the base image: report it there, or take another base."
            return told
        }
    }

    /// Lines of a Dockerfile that nobody has say nothing, so these findings have none. Nor did anybody write comments
    /// into it: what looks like one that ignores a rule does not.
    private func told(
        by dockerfile: AnalyzedDockerfile, _ lines: [(text: String, layer: Int?)], _ rules: [any DockerfileRule],
        where isTold: (Finding) -> Bool = { _ in true }
    ) -> [Finding] {
        guard !lines.isEmpty else { return [] }
        let found = rules.flatMap { $0.findings(in: dockerfile) }.filter(isTold).enumerated().sorted { left, right in
            let (first, second) = (left.element, right.element)
            return (first.line ?? 0, first.column ?? 0, left.offset)
                < (second.line ?? 0, second.column ?? 0, right.offset)
        }
        return found.map { _, finding in
            var placed = finding
            placed.layer = finding.line.flatMap { lines.indices.contains($0 - 1) ? lines[$0 - 1].layer : nil }
            (placed.line, placed.column) = (nil, nil)
            return placed
        }
    }

    /// The layer that a step of `own` made; nil for none, or where it is not known.
    func layer(of step: DockerfileStep) -> Int? {
        let line = step.instruction.lines.lowerBound
        guard isFromHistory else { return layer(ofLine: line) }
        return ownLines.indices.contains(line - 1) ? ownLines[line - 1].layer : nil
    }

    private func layer(ofLine line: Int) -> Int? {
        layers.first { $0.lines?.contains(line) == true && !$0.isWholeStage }?.index
    }
}

extension AnalyzedImage {
    /// How it was built.
    var build: ImageBuild { self[ImageBuild.self] }

    /// What Dockerfile rules find in the image's Dockerfile: the one that is known to be its own, or else the one that
    /// its history gives, without the rules that history can't answer. What the base image did is told by few rules.
    package func lintFindings(of rules: [any DockerfileRule]) -> [Finding] {
        let asked = rules.filter(\.isAskedOfImages)
        guard !asked.isEmpty else { return [] }
        return build.findings(of: asked) + build.findingsInBase(of: asked.filter(\.tellsOfBase))
    }
}
