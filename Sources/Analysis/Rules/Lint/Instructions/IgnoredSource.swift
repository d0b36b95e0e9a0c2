import Dockerfile
import Evidence

/// `COPY` of what `.dockerignore` leaves out.
struct IgnoredSource: DockerfileRule {
    let rule = Rule.dockerfile(
        "ignored-source", .high, "COPY takes what .dockerignore leaves out",
        why: "The file is not sent to the builder, so the build fails although the file is there.",
        remedy: "Take the pattern out of .dockerignore, or add an exception: !path.", knownAs: ["CopyIgnoredFile"])

    func findings(in dockerfile: AnalyzedDockerfile) -> [Finding] {
        guard let ignored = dockerfile.ignored else { return [] }
        return dockerfile.steps(.copy, .add).flatMap { step -> [Finding] in
            guard step.inner.flag("from") == nil else { return [] }
            return step.inner.arguments.dropLast().filter { source in
                !source.contains("://") && !source.contains("$") && !source.contains("*")
                    && ![".", "./", "/"].contains(source)
                    && !source.hasPrefix("<<") && ignored.ignores(source)
            }.map { rule.finding("\($0) is left out by .dockerignore", at: step, text: $0, in: dockerfile) }
        }
    }
}
