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
        func add(_ one: String, _ several: String, _ skipped: InspectedSecrets.Skipped) {
            guard skipped.files > 0 else { return }
            let what = skipped.files == 1 ? "1 \(one)" : "\(skipped.files) \(several)"
            findings.append(
                Finding(rule, title: "\(what) not searched for secrets", evidence: "\(skipped.bytes) bytes in all"))
        }
        add("package list", "package lists", secrets.skippedIndices)
        add("archive inside of a layer", "archives inside of layers", secrets.skippedArchives)
        if let fault = secrets.fault {
            findings.append(
                Finding(rule, title: "The search for secrets is not complete", severity: .medium, evidence: fault))
        }
        return findings
    }
}
