import Dockerfile
import Evidence

/// `ENV` that uses a variable which the same instruction sets.
struct SelfReference: DockerfileRule {
    let rule = Rule.dockerfile(
        "env-self-reference", .high, "ENV uses a variable that the same ENV sets",
        why: "All values of one ENV see the variables as they were before it: the new value is not used.",
        remedy: "Set the variable in an ENV of its own, above.", knownAs: ["DL3044"])

    func findings(in dockerfile: AnalyzedDockerfile) -> [Finding] {
        var known: [Int: Set<String>] = [:]
        return dockerfile.steps(.env, .arg).compactMap { step in
            let stage = step.stage ?? -1
            let pairs = step.inner.pairs
            defer { known[stage, default: []].formUnion(pairs.map(\.name)) }
            guard step.keyword == .env else { return nil }
            let before = known[stage] ?? []
            let names = Set(pairs.map(\.name))
            for pair in pairs {
                let used = (pair.value ?? "").variables(escape: dockerfile.document.escape).map(\.name)
                if let name = used.first(where: { names.contains($0) && $0 != pair.name && !before.contains($0) }) {
                    return rule.finding(
                        "\(pair.name) does not see the \(name) of this ENV", at: step, text: "$", in: dockerfile,
                        evidence: "ENV \(pairs.map(\.name).joined(separator: " "))")
                }
            }
            return nil
        }
    }
}
