import Dockerfile
import Evidence

/// `USER` by name.
struct NamedUser: DockerfileRule {
    let rule = Rule.dockerfile(
        "named-user", .info, "USER is a name, not a number",
        why: "Kubernetes' runAsNonRoot can't tell whether a name is root, and refuses to start the container.",
        remedy: "Use the number: USER 10001.", knownAs: ["DL3066"], lesson: .users)

    func findings(in dockerfile: AnalyzedDockerfile) -> [Finding] {
        dockerfile.steps(.user).compactMap { step in
            let user = step.inner.arguments.first?.split(separator: ":").first.map(String.init) ?? ""
            let name = user.variableName.map { dockerfile.value(of: $0, at: step) ?? "" } ?? user
            guard !name.isEmpty, !name.contains("$"), !name.allSatisfy({ $0.isASCII && $0.isNumber }) else {
                return nil
            }
            return rule.finding("USER \(name) is a name", at: step, text: user, in: dockerfile)
        }
    }
}
