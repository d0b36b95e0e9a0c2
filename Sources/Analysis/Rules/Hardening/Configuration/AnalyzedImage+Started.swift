import Dockerfile
import Evidence

extension AnalyzedImage {
    /// What the configuration has run, each as words for `execve`: a shell's forms with their shell.
    var startedLines: [(keyword: Keyword, words: [String])] {
        let config = image.config.config
        var lines: [(keyword: Keyword, words: [String])] = [
            (.entrypoint, config.entrypoint ?? []), (.cmd, config.command ?? []),
        ]
        if let test = config.healthcheck?.test, let kind = test.first {
            if kind == "CMD" { lines.append((.healthcheck, Array(test.dropFirst()))) }
            if kind == "CMD-SHELL" {
                lines.append((.healthcheck, (config.shell ?? ["/bin/sh", "-c"]) + test.dropFirst()))
            }
        }
        return lines.filter { !$0.words.isEmpty }
    }
}
