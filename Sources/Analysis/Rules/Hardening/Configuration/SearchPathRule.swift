import Evidence

/// `PATH` has an entry that means the current directory.
struct SearchPathRule: ImageRule {
    let rule = Rule(
        id: "relative-path-entry", category: .hardening, severity: .medium,
        title: "PATH has an entry that is not absolute",
        why: "An empty or relative entry means the current directory: whoever can write there decides what a "
            + "program's name means.",
        remedy: "Name absolute directories only in ENV PATH, and no empty entry: no colon at an end, no two in a row.")

    func findings(in image: AnalyzedImage) -> [Finding] {
        guard let value = image.searchPath else { return [] }
        let wrong = value.split(separator: ":", omittingEmptySubsequences: false).filter { !$0.hasPrefix("/") }
        guard !wrong.isEmpty else { return [] }
        let entries = wrong.map { $0.isEmpty ? "an empty entry" : "\"\($0)\"" }
        return [
            image.finding(
                rule, title: "PATH has \(entries.joined(separator: ", "))", setBy: .env, evidence: "PATH=\(value)")
        ]
    }
}

extension AnalyzedImage {
    /// The value of `PATH` in the configuration; nil where it sets none.
    var searchPath: String? {
        image.config.config.environment.last { $0.hasPrefix("PATH=") }.map { String($0.dropFirst(5)) }
    }

    /// The directories in which programs are looked for, symbolic links followed, without leading slashes.
    var searchDirectories: [String] {
        let value = searchPath ?? "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
        var seen: Set<String> = []
        return value.split(separator: ":").filter { $0.hasPrefix("/") }.compactMap { resolved(String($0)) }
            .map { text(of: $0) }.filter { seen.insert($0).inserted }
    }
}
