import Dockerfile
import Evidence

/// `FROM` that is empty or no reference with the defaults of its `ARG`s.
struct InvalidDefaultArgument: WrittenFileRule {
    let rule = Rule.dockerfile(
        "invalid-default-argument", .medium, "FROM is no valid reference unless a build argument is given",
        why: "An ARG without a default is empty, so a plain build fails at FROM and editors can't check the file.",
        remedy: "Give the ARG a default, or write FROM image:${TAG:-latest-known}.",
        knownAs: ["InvalidDefaultArgInFrom"])

    func findings(in dockerfile: AnalyzedDockerfile) -> [Finding] {
        let declared = dockerfile.globalArguments
        let defaults = declared.compactMapValues { $0 }
        return dockerfile.steps(.from).compactMap { step in
            guard let word = step.inner.arguments.first, word.contains("$"),
                word.variables.allSatisfy({ declared[$0.name] != nil || $0.hasDefault }),
                let name = try? ShellWord(environment: defaults, escape: dockerfile.document.escape).expand(word)
            else { return nil }
            let isValid =
                !name.isEmpty && !":/@".contains(name.last ?? " ") && !":/@".contains(name.first ?? " ")
                && !name.holds("::") && !name.holds("//") && !name.holds(":@")
            return isValid
                ? nil : rule.finding("\(word) is “\(name)” by default", at: step, text: word, in: dockerfile)
        }
    }
}
