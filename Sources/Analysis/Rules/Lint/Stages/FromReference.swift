/// The reference of a base image as `FROM` has it, unexpanded.
struct FromReference {
    /// The tag, nil where there is none. A variable may be part of it.
    let tag: String?
    /// Whether a digest pins it.
    let hasDigest: Bool

    init(_ reference: String) {
        let parts = reference.split(separator: "@", maxSplits: 1)
        hasDigest = parts.count == 2
        // A colon in a host's port or within ${…} is no tag's.
        let name = parts.first.map(String.init) ?? reference
        var depth = 0
        var colon: String.Index?
        for index in name.indices {
            switch name[index] {
            case "{": depth += 1
            case "}": depth -= 1
            case "/" where depth == 0: colon = nil
            case ":" where depth == 0: colon = index
            default: continue
            }
        }
        tag = colon.map { String(name[name.index(after: $0)...]) }
    }
}

extension AnalyzedDockerfile {
    /// The `FROM`s that name an image, neither an earlier stage nor scratch, with the words of their reference.
    var bases: [(step: DockerfileStep, reference: String)] {
        steps(.from).compactMap { step in
            guard let stage = step.stage, graph.stages.indices.contains(stage), let word = step.inner.arguments.first,
                case .image = graph.stages[stage].base
            else { return nil }
            return (step, word)
        }
    }
}

extension AnalyzedDockerfile {
    /// The images that `COPY --from` and `RUN --mount=from=` take files from, with the words of their reference: neither
    /// stages nor build contexts, nor what only a build argument tells.
    var imageSources: [(step: DockerfileStep, reference: String)] {
        var images: [Int: Set<String>] = [:]
        for edge in graph.edges where edge.kind != .from {
            if case .image(let name) = edge.source { images[edge.lines.lowerBound, default: []].insert(name) }
        }
        return steps.flatMap { step -> [(DockerfileStep, String)] in
            let names: [String?] =
                switch step.keyword {
                case .copy, .add: [step.inner.flag("from")]
                case .run: step.mounts.map { $0["from"] }
                default: []
                }
            let known = images[step.inner.lines.lowerBound] ?? []
            return names.compactMap { $0 }.filter { name in
                !name.contains("$") && known.contains(name)
            }.map { (step, $0) }
        }
    }
}
