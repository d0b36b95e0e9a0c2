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
            let isSet = step.stage.map { dockerfile.hasWorkdir(\.absolute, before: step, inStage: $0) } ?? false
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
    /// Whether a `WORKDIR` of that kind stands above a step in its stage, or in a stage that it starts from.
    func hasWorkdir(
        _ kind: KeyPath<FirstWorkdir, Int?>, before step: DockerfileStep, inStage stage: Int
    ) -> Bool {
        var next: Int? = stage
        while let number = next, firstWorkdirs.indices.contains(number) {
            if let line = firstWorkdirs[number][keyPath: kind], line < step.inner.lines.lowerBound { return true }
            if case .stage(let base) = graph.stages[number].base { next = base } else { next = nil }
        }
        return false
    }
}

/// Where the first `WORKDIR` of a stage ends: all that rules ask of those above a step.
struct FirstWorkdir {
    /// The last line of the first with a path, from 1; nil where there is none.
    let any: Int?
    /// The same of the first whose path is absolute, or may be.
    let absolute: Int?

    init(of instructions: some Sequence<Instruction>) {
        let workdirs = instructions.filter { $0.keyword == .workdir && !$0.arguments.isEmpty }
        any = workdirs.first?.lines.upperBound
        absolute = workdirs.first { $0.arguments.first?.isAbsoluteOrVariable == true }?.lines.upperBound
    }
}
