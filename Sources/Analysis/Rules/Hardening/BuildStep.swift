import Dockerfile
import Evidence

/// One step of the image's history with what it made: rules on how the image was built look at these.
struct BuildStep {
    /// The step.
    let step: HistoryStep
    /// The layer that it made, from 1; nil for none.
    let layer: Int?
    /// The Dockerfile's line, from 1, where one is known.
    let line: Int?
    /// Whether it came with the base image; false where the boundary is not known.
    let isBase: Bool

    /// The instruction on one line, for evidence; long ones are cut.
    var text: String {
        let line = InstructionText.oneLine(step.instructionText)
        return line.count <= 160 ? line : line.prefix(159) + "…"
    }

    /// A finding about the step. What the base image did cannot be mended in this image's Dockerfile: it says so.
    func finding(_ rule: Rule, title: String, severity: Severity? = nil, evidence: String? = nil) -> Finding {
        Finding(
            rule, title: isBase ? title + " in the base image" : title, severity: severity, layer: layer, line: line,
            evidence: evidence ?? text,
            remedy: isBase ? "It came with the base image: report it there, or take another base." : nil)
    }
}

extension AnalyzedImage {
    /// The steps of the image's history, oldest first.
    var buildSteps: [BuildStep] {
        let attribution = stages.attribution
        let layers = Dictionary(
            attribution.layers.compactMap { layer in layer.historyIndex.map { ($0, layer.index) } },
            uniquingKeysWith: { first, _ in first })
        let own = attribution.base.stepCount ?? 0
        return attribution.steps.map { step in
            BuildStep(
                step: step, layer: layers[step.index], line: attribution.linesOfStep[step.index]?.lowerBound,
                isBase: step.index < own)
        }
    }

    /// The last step of that keyword: the one that counts for `USER`, `CMD` and their like.
    func lastStep(_ keyword: Keyword) -> BuildStep? { buildSteps.last { $0.step.keyword == keyword } }

    /// A finding about a setting of the image's configuration, at the line that set it last.
    package func finding(
        _ rule: Rule, title: String, severity: Severity? = nil, setBy keyword: Keyword, evidence: String
    ) -> Finding {
        let step = lastStep(keyword)
        let isBase = step?.isBase ?? false
        return Finding(
            rule, title: title, severity: severity, line: step?.line,
            evidence: isBase ? "\(evidence), set by the base image" : evidence)
    }
}
