import Dockerfile
import Evidence

/// `ENV name value`.
struct LegacyKeyValue: WrittenFileRule {
    let rule = Rule.dockerfile(
        "legacy-key-value", .low, "a name and value are separated by a space",
        why: "The old form takes one pair only and everything to the end of the line, and is deprecated.",
        remedy: "Write name=value, with quotes around spaces.", knownAs: ["LegacyKeyValueFormat"])

    func findings(in dockerfile: AnalyzedDockerfile) -> [Finding] {
        dockerfile.steps(.env, .label).compactMap { step in
            guard step.inner.arguments.count == 2, let name = step.inner.arguments.first else { return nil }
            let rest = step.inner.text.dropFirst(step.inner.name.count).drop(while: \.isWhitespace)
            guard rest.hasPrefix(name), rest.dropFirst(name.count).first != "=" else { return nil }
            return rule.finding(
                "\(step.inner.name) \(name) has no =", at: step, text: name, in: dockerfile,
                evidence: "\(step.inner.name) \(name) …")
        }
    }
}
