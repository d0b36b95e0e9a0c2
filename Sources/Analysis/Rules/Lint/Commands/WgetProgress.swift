import Evidence

/// `wget` that fills the build log with its progress bar.
struct WgetProgress: DockerfileRule {
    let rule = Rule.dockerfile(
        "wget-progress", .info, "wget draws its progress bar into the build log",
        why: "A large download writes thousands of lines, in which real messages are lost.",
        remedy: "Add --progress=dot:giga, or -nv.", knownAs: ["DL3047"])

    func findings(in dockerfile: AnalyzedDockerfile) -> [Finding] {
        dockerfile.commands("wget").compactMap { found in
            let words = found.command.arguments.map(\.text)
            let arguments = CommandArguments(
                found.command.arguments, valued: ["-O", "-o", "-a", "-P", "-t", "-T", "-U", "-e", "-i"])
            let isQuiet = arguments.has(
                "-q", "--quiet", "--no-verbose", "-o", "--output-file", "-a", "--append-output", "--progress",
                "--version", "--help")
            return isQuiet || words.contains("-nv")
                ? nil : rule.finding("wget shows its progress bar", at: found.command)
        }
    }
}
