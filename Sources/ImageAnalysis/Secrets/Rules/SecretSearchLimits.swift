/// What the search for secrets passed over, so that nobody takes silence for a clean image.
struct SecretSearchLimits: ImageRule {
    let rule = Rule(
        id: "secret-search-limits", category: .secret, severity: .info, title: "Not searched for secrets",
        why: "Lists of packages are passed over by their path, and archives that are very large or nested deep are not "
            + "unpacked: a secret there would not be found.",
        remedy: "Remove package lists in the RUN that fetched them, and look into large archives by other means.")

    func findings(in image: AnalyzedImage) -> [Finding] {
        let secrets = image.contents.secrets
        guard secrets.isSearched else { return [] }
        var findings: [Finding] = []
        func add(_ what: String, _ skipped: InspectedSecrets.Skipped) {
            guard skipped.files > 0 else { return }
            let isOne = skipped.files == 1
            findings.append(
                Finding(
                    rule, title: "\(skipped.files) \(what)\(isOne ? "" : "s") not searched for secrets",
                    evidence: "\(skipped.bytes) bytes in \(skipped.files) file\(isOne ? "" : "s")"))
        }
        add("package list", secrets.skippedIndices)
        add("archive", secrets.skippedArchives)
        if let fault = secrets.fault {
            findings.append(
                Finding(rule, title: "The search for secrets is not complete", severity: .medium, evidence: fault))
        }
        return findings
    }
}
