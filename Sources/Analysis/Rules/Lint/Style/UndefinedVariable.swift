import Dockerfile
import Evidence

/// A variable that nothing above sets.
struct UndefinedVariable: WrittenFileRule {
    let rule = Rule.dockerfile(
        "undefined-variable", .low, "a variable is used that nothing above sets",
        why: """
            An unset variable is empty: a path becomes another one without a word. It may be a slip of the pen, or the \
            base image may set it.
            """,
        remedy: "Declare it above with ARG or ENV, or give a default: ${NAME:-default}.", knownAs: ["UndefinedVar"])

    /// What every base image or BuildKit itself sets.
    private let common: Set<String> = [
        "PATH", "HOME", "HOSTNAME", "HTTP_PROXY", "HTTPS_PROXY", "FTP_PROXY", "NO_PROXY", "ALL_PROXY", "http_proxy",
        "https_proxy", "ftp_proxy", "no_proxy", "all_proxy", "SOURCE_DATE_EPOCH",
    ]

    func findings(in dockerfile: AnalyzedDockerfile) -> [Finding] {
        var known: [Int: Set<String>] = [:]
        return dockerfile.steps.flatMap { step -> [Finding] in
            guard let stage = step.stage, !step.isTrigger, let keyword = step.keyword else { return [] }
            if keyword == .from {
                if case .stage(let base) = dockerfile.graph.stages[stage].base { known[stage] = known[base] }
                return []
            }
            let before = known[stage] ?? []
            if keyword == .arg || keyword == .env { known[stage, default: []].formUnion(step.inner.pairs.map(\.name)) }
            return unknown(in: step, before, dockerfile)
        }
    }

    /// A text in which BuildKit replaces variables.
    private struct Place {
        let text: String
        /// How many names the instruction itself declares before it.
        var order = 0
        /// Whether quotes have no meaning in it.
        var isRaw = false
    }

    /// What BuildKit expands of each instruction (`Expand` and `ExpandRaw` of dockerfile2llb, `dispatchArg`).
    private func places(in step: DockerfileStep) -> [Place] {
        let inner = step.inner
        switch step.keyword {
        case .add, .copy:
            let bodies = inner.heredocs.filter(\.expands).map { Place(text: $0.content, isRaw: true) }
            return (inner.arguments + inner.flags.compactMap(\.value)).map { Place(text: $0) } + bodies
        case .run: return inner.flags.filter { $0.name == "mount" }.compactMap(\.value).map { Place(text: $0) }
        case .env, .label: return inner.pairs.compactMap(\.value).map { Place(text: $0) }
        case .arg:
            // Unlike those of ENV, the names of one ARG are seen by what follows them in it.
            return inner.pairs.enumerated().map { Place(text: $1.value ?? "", order: $0) }
        case .expose, .stopsignal, .user, .volume, .workdir: return inner.arguments.map { Place(text: $0) }
        default: return []
        }
    }

    private func unknown(
        in step: DockerfileStep, _ known: Set<String>, _ dockerfile: AnalyzedDockerfile
    ) -> [Finding] {
        var seen: Set<String> = []
        let names = step.keyword == .arg ? step.inner.pairs.map(\.name) : []
        let declared = Dictionary(zip(names, names.indices), uniquingKeysWith: min)
        return places(in: step).flatMap { place in
            place.text.variables(escape: place.isRaw ? "\\" : dockerfile.document.escape, heedsQuotes: !place.isRaw)
                .filter { declared[$0.name] ?? .max >= place.order }
        }.compactMap { variable in
            let name = variable.name
            guard !known.contains(name), !variable.hasDefault, !common.contains(name),
                !dockerfile.environment.contains(name), seen.insert(name).inserted,
                name.first?.isNumber == false
            else { return nil }
            return rule.finding(
                "nothing above sets \(name)", at: step, text: name, in: dockerfile,
                evidence: "\(step.inner.name) … $\(name)")
        }
    }
}
