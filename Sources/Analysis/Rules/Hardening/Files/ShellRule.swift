import Evidence

/// A shell is in the image.
struct ShellRule: ImageRule {
    let rule = Rule(
        id: "shell", category: .hardening, severity: .info, title: "Shells are in the image",
        why: "Most attacks need a shell, or tools to load more: an image without them leaves them nothing to call.",
        remedy: "Copy what is needed into a base without a shell, and use the exec form for CMD, ENTRYPOINT and "
            + "HEALTHCHECK.")

    private static let programs = [
        "sh", "bash", "dash", "ash", "zsh", "fish", "ksh", "busybox", "curl", "wget", "nc", "ncat", "socat", "telnet",
    ]

    func findings(in image: AnalyzedImage) -> [Finding] {
        let files = ProgramsInPath.files(named: ShellRule.programs, in: image)
        guard !files.isEmpty else { return [] }
        return [image.finding(rule, title: "Shells and tools to load files are in the image", files: files)]
    }
}
