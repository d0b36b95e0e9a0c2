import Evidence

/// What the search for secrets passed over, so that nobody takes silence for a clean image.
struct SecretSearchLimits: ImageRule {
    let rule = Rule(
        id: "secret-search-limits", category: .secret, severity: .info, title: "Not searched for secrets",
        why: "Lists of packages are passed over by their path, and archives that are very large or nested deep are not "
            + "unpacked: a secret there would not be found. Of a file in which very much looks like a secret only the "
            + "first hundred are told.",
        remedy: "Remove package lists in the RUN that fetched them, and look into the rest by other means.")

    func findings(in image: AnalyzedImage) -> [Finding] {
        guard let secrets = image.contents.secrets else { return [] }
        var findings: [Finding] = []
        func add(_ one: String, _ several: String, _ skipped: InspectedSecrets.Skipped) {
            guard skipped.files > 0 else { return }
            let what = skipped.files == 1 ? "1 \(one)" : "\(skipped.files) \(several)"
            findings.append(Finding(rule, title: what, evidence: "\(skipped.bytes) bytes in all"))
        }
        let not = "not searched for secrets"
        add("package list \(not)", "package lists \(not)", secrets.skippedIndices)
        add("archive inside of a layer \(not)", "archives inside of layers \(not)", secrets.skippedArchives)
        add(
            "file has more that looks like a secret than is told",
            "files have more that looks like a secret than is told", secrets.crowdedFiles)
        if let fault = secrets.fault {
            findings.append(
                Finding(rule, title: "The search for secrets is not complete", severity: .medium, evidence: fault))
        }
        return findings
    }
}
