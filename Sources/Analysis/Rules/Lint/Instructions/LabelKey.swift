import Dockerfile
import Evidence

/// A label with a key that the guidelines for labels forbid.
struct LabelKey: DockerfileRule {
    let rule = Rule.dockerfile(
        "label-key", .info, "a label's key is against Docker's guidelines",
        why: "com.docker, io.docker and org.dockerproject are reserved; other letters than those allowed break tools.",
        remedy: """
            Use lower-case letters, digits, single dots and hyphens, with a letter first and a letter or digit last, \
            under a domain of your own.
            """,
        knownAs: ["DL3048"])

    private let reserved = ["com.docker.", "io.docker.", "org.dockerproject."]

    func findings(in dockerfile: AnalyzedDockerfile) -> [Finding] {
        dockerfile.steps(.label).compactMap { step in
            let key = step.inner.pairs.map(\.name).first { !isValid($0) }
            return key.map { rule.finding("\($0) is no good key", at: step, text: $0, in: dockerfile) }
        }
    }

    private func isValid(_ written: String) -> Bool {
        let key = written.filter { $0 != "\"" && $0 != "'" }
        if key.contains("$") { return true }
        let isAllowed = key.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber || ".-_/".contains($0)) }
        guard isAllowed, let first = key.first, let last = key.last else { return false }
        return first.isLetter && (last.isLetter || last.isNumber) && !key.holds("..") && !key.holds("--")
            && !reserved.contains(where: key.hasPrefix)
    }
}
