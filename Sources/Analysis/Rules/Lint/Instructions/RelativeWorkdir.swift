import Dockerfile
import Evidence

/// `WORKDIR` with a relative path.
struct RelativeWorkdir: DockerfileRule {
    let rule = Rule.dockerfile(
        "relative-workdir", .medium, "WORKDIR is relative",
        why: """
            Where it leads depends on the WORKDIR above, and with none above on the base image: it changes when the \
            base image changes.
            """,
        remedy: "Write the path from the root: WORKDIR /app.", knownAs: ["DL3000", "WorkdirRelativePath"])

    func findings(in dockerfile: AnalyzedDockerfile) -> [Finding] {
        dockerfile.steps(.workdir).compactMap { step in
            guard let path = step.inner.arguments.first, !path.isAbsoluteOrVariable else { return nil }
            let isSet = step.stage.map { dockerfile.hasAbsoluteWorkdir(before: step, inStage: $0) } ?? false
            return rule.finding(
                isSet ? "\(path) is relative to the WORKDIR above" : "\(path) is relative to the base image's WORKDIR",
                at: step, text: path, in: dockerfile, severity: isSet ? .low : .medium)
        }
    }
}

extension String {
    /// Whether a path starts at the root, at a drive, or with a variable that may.
    var isAbsoluteOrVariable: Bool {
        let path = drop { $0 == "\"" || $0 == "'" }
        if path.hasPrefix("/") || path.hasPrefix("$") || path.hasPrefix("\\") || path.hasPrefix("%") { return true }
        return path.dropFirst().first == ":" && path.first?.isLetter == true
    }
}

extension AnalyzedDockerfile {
    /// Whether an absolute `WORKDIR` stands above a step in its stage, or in a stage that it starts from.
    func hasAbsoluteWorkdir(before step: DockerfileStep, inStage stage: Int) -> Bool {
        hasWorkdir(before: step, inStage: stage) { $0.isAbsoluteOrVariable }
    }

    /// Whether a `WORKDIR` of that kind stands above a step in its stage, or in a stage that it starts from.
    func hasWorkdir(before step: DockerfileStep, inStage stage: Int, where isWanted: (String) -> Bool) -> Bool {
        var next: Int? = stage
        while let number = next, graph.stages.indices.contains(number) {
            let isThere = graph.stages[number].instructions.contains { earlier in
                earlier.keyword == .workdir && earlier.lines.upperBound < step.inner.lines.lowerBound
                    && earlier.arguments.first.map(isWanted) == true
            }
            if isThere { return true }
            if case .stage(let base) = graph.stages[number].base { next = base } else { next = nil }
        }
        return false
    }
}
