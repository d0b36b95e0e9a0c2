import Dockerfile
import Evidence

/// A stage whose last `USER` is root.
struct RootUser: DockerfileRule {
    let rule = Rule.dockerfile(
        "last-user-root", .medium, "the last USER is root",
        why: "Whoever breaks into the program is root in the container, one fault of the kernel away from the host.",
        remedy: "End with USER and an unprivileged user, by number: USER 10001.", knownAs: ["DL3002"])

    func findings(in dockerfile: AnalyzedDockerfile) -> [Finding] {
        dockerfile.graph.stages.compactMap { stage in
            guard let step = dockerfile.steps(inStage: stage.index).last(where: { $0.keyword == .user }) else {
                return nil
            }
            let user = (step.inner.arguments.first ?? "").split(separator: ":").first.map(String.init) ?? ""
            guard ["root", "0"].contains(user.filter { $0 != "\"" }) else { return nil }
            let isBuilt = stage.role == .final || stage.role == .base
            return rule.finding(
                "the last USER of \(stage.label) is root", at: step, in: dockerfile,
                severity: isBuilt ? nil : .info)
        }
    }
}
