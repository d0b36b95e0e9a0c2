import Dockerfile
import Evidence

/// `CMD` or `ENTRYPOINT` that goes through a shell.
struct ShellForm: DockerfileRule, ImageRule {
    let rule = Rule(
        id: "shell-form", category: .hardening, severity: .low, title: "A shell starts the program",
        why: "In the shell form the shell is process 1: many shells do not pass the stop signal on, so that the "
            + "container is killed after ten seconds, and the image needs a shell. With an ENTRYPOINT in shell form, CMD "
            + "and arguments of docker run are ignored.",
        remedy: "Use the exec form, a JSON array: CMD [\"program\", \"argument\"]; or exec program in the shell form.",
        knownAs: ["DL3025", "JSONArgsRecommended", "shell-form-command"], lesson: .startingPrograms)

    func findings(in dockerfile: AnalyzedDockerfile) -> [Finding] {
        dockerfile.steps(.cmd, .entrypoint).compactMap { step in
            // A shell that was chosen by SHELL is meant.
            guard !step.inner.isJSON, !step.inner.arguments.isEmpty, step.shell == nil,
                step.inner.arguments.first?.hasPrefix("[") != true || !dockerfile.takesComment(step)
            else { return nil }
            return rule.finding(
                "\(step.inner.name) is in shell form", at: step, in: dockerfile, severity: .medium)
        }
    }

    /// What the configuration has: also what the base image set.
    func findings(in image: AnalyzedImage) -> [Finding] {
        configured(image) + image.build.findingsInOtherStages(of: self)
    }

    private func configured(_ image: AnalyzedImage) -> [Finding] {
        let config = image.image.config.config
        let shell = config.shell ?? ["/bin/sh", "-c"]
        let forms: [(Keyword, [String]?)] = [(.entrypoint, config.entrypoint), (.cmd, config.command)]
        return forms.compactMap { keyword, words in
            guard let words, let line = ShellForm.line(words, shell: shell) else { return nil }
            let commands = ShellScript(line).commands
            // A shell that is told to exec is gone when the program runs.
            if line.hasPrefix("exec ") && commands.count == 1 { return nil }
            let isArgument = keyword == .cmd && config.entrypoint?.isEmpty == false
            return image.finding(
                rule,
                title: isArgument
                    ? "CMD in shell form gives /bin/sh to ENTRYPOINT as arguments"
                    : "\(keyword.rawValue) is in shell form: a shell is process 1",
                severity: isArgument ? .medium : nil, setBy: keyword, evidence: "\(keyword.rawValue) \(line)")
        }
    }

    /// The command line of a shell form: what follows the shell's words; nil for the exec form.
    private static func line(_ words: [String], shell: [String]) -> String? {
        let forms = [shell, ["/bin/sh", "-c"], ["/bin/bash", "-c"]]
        guard let form = forms.first(where: { words.count == $0.count + 1 && words.starts(with: $0) }) else {
            return nil
        }
        return words[form.count...].joined(separator: " ")
    }
}
