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
            return unknown(in: step, keyword, before, dockerfile)
        }
    }

    private func unknown(
        in step: DockerfileStep, _ keyword: Keyword, _ known: Set<String>, _ dockerfile: AnalyzedDockerfile
    ) -> [Finding] {
        let words: [String]
        switch keyword {
        case .add, .copy: words = step.inner.arguments + step.inner.flags.compactMap(\.value)
        case .env, .label: words = step.inner.pairs.compactMap(\.value)
        case .expose, .stopsignal, .user, .volume, .workdir: words = step.inner.arguments
        default: return []
        }
        var seen: Set<String> = []
        return words.flatMap { $0.variables(escape: dockerfile.document.escape) }.compactMap { variable in
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
