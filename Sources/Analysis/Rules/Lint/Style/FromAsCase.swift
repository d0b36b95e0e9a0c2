import Evidence

/// `FROM … as`, or `from … AS`.
struct FromAsCase: WrittenFileRule {
    let rule = Rule.dockerfile(
        "from-as-case", .info, "FROM and AS are written in different cases",
        why: "Keywords in one case are easier to see.",
        remedy: "Write both in capitals, or both in small letters.", knownAs: ["FromAsCasing"])

    func findings(in dockerfile: AnalyzedDockerfile) -> [Finding] {
        dockerfile.steps(.from).compactMap { step in
            guard step.inner.arguments.count >= 3 else { return nil }
            let (from, word) = (step.inner.name, step.inner.arguments[1])
            let isUpper = from == from.uppercased()
            let isLower = from == from.lowercased()
            guard isUpper && word != word.uppercased() || isLower && word != word.lowercased() else { return nil }
            return rule.finding("\(from) and \(word) differ in case", at: step, text: " \(word) ", in: dockerfile)
        }
    }
}
