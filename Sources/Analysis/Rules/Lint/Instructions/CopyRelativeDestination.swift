import Dockerfile
import Evidence

/// `COPY` to a relative path with no `WORKDIR`.
struct CopyRelativeDestination: DockerfileRule {
    let rule = Rule.dockerfile(
        "copy-relative-destination", .medium, "COPY goes to a relative path with no WORKDIR",
        why: "Where the files go depends on the base image's working directory, which may change.",
        remedy: "Set WORKDIR above, or write the destination from the root.", knownAs: ["DL3045"])

    func findings(in dockerfile: AnalyzedDockerfile) -> [Finding] {
        dockerfile.steps(.copy).compactMap { step in
            guard let destination = step.inner.arguments.last, let stage = step.stage,
                !destination.isAbsoluteOrVariable, !dockerfile.takesComment(step),
                !dockerfile.hasWorkdir(\.any, before: step, inStage: stage)
            else { return nil }
            return rule.finding("\(destination) is relative", at: step, text: " \(destination)", in: dockerfile)
        }
    }
}
