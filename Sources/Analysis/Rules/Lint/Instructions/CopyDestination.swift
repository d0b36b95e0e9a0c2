import Dockerfile
import Evidence

/// Several sources copied to what is not written as a directory.
struct CopyDestination: WrittenFileRule {
    let rule = Rule.dockerfile(
        "copy-destination", .high, "several sources go to what is no directory",
        why: "COPY with more than one source needs a destination that ends with a slash; builders refuse it without.",
        remedy: "End the destination with /.", knownAs: ["DL3021"])

    func findings(in dockerfile: AnalyzedDockerfile) -> [Finding] {
        dockerfile.steps(.copy, .add).compactMap { step in
            guard step.inner.arguments.count > 2, let destination = step.inner.arguments.last,
                !dockerfile.takesComment(step)
            else { return nil }
            let path = destination.filter { $0 != "\"" && $0 != "'" }
            // A variable may end with a slash, and . and .. are directories.
            if path.hasSuffix("/") || path.hasSuffix("\\") || path.hasSuffix("}") { return nil }
            if [".", ".."].contains(path) || path.hasSuffix("/.") || path.last?.isLetter == true && path.hasPrefix("$")
            {
                return nil
            }
            return rule.finding("\(destination) does not end with /", at: step, text: destination, in: dockerfile)
        }
    }
}
