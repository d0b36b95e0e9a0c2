import Dockerfile
import Evidence

/// `FROM` with a variable that no `ARG` above the first `FROM` declares.
struct UndefinedArgumentInFrom: WrittenFileRule {
    let rule = Rule.dockerfile(
        "undefined-argument-in-from", .high, "FROM uses a variable that no global ARG declares",
        why: "Only ARGs above the first FROM and the platform variables are seen by FROM; all others are empty there.",
        remedy: "Declare it above the first FROM: ARG NAME=default.", knownAs: ["UndefinedArgInFrom"], lesson: .scopes)

    func findings(in dockerfile: AnalyzedDockerfile) -> [Finding] {
        let declared = dockerfile.globalArguments
        return dockerfile.steps(.from).compactMap { step in
            let words = [step.inner.arguments.first ?? "", step.inner.flag("platform") ?? ""]
            let missing = words.flatMap(\.variables).first {
                declared[$0.name] == nil && !AnalyzedDockerfile.platformArguments.contains($0.name) && !$0.hasDefault
            }
            return missing.map { variable in
                rule.finding("\(variable.name) is not declared", at: step, text: variable.name, in: dockerfile)
            }
        }
    }
}
